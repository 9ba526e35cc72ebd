Yen have no digits after the point, dinars three, units of account four; the books keep every one of them.

merchant  mill                available 500 JPY
open      D1  mill            120 JPY        respond in 7d
accept    D1                                                      → accepted
open      D2  mill            1.234 KWD      respond in 7d
judge     D2  lost            amount 0.411 KWD                    → lost
open      D3  mill            0.0003 CLF     respond in 7d
judge     D3  won             amount 0.0001 CLF                   → won
open      D4  mill            90071992547409.91 THB   respond in 7d
accept    D4                                                      → accepted
books     mill                available 380   held 0   clearing 120
books     mill KWD            available -0.411   held 0.000   clearing 0.411
books     mill CLF            available -0.0001   held 0.0000   clearing 0.0001
books     mill THB            available -90071992547409.91   clearing 90071992547409.91
check
