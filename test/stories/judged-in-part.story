The judge gives each side a part; a part of a settlement in another currency is rounded down.

merchant  mill                available 500.00 THB
open      D1  mill            120.00 THB   respond in 7d
judge     D1  lost            amount 40.00 THB                    → lost
open      D2  mill            100.00 THB   respond in 7d
judge     D2  won             amount 10.00 THB                    → won
books     mill                available 450.00   held 0.00   clearing 50.00
open      D3  mill            120.00 THB   respond in 7d   settles 33.33 USD
judge     D3  lost            amount 120.01 THB                   → refused judged_amount_invalid
judge     D3  lost            amount 40.00 USD                    → refused judged_amount_invalid
judge     D3  lost            amount 40.00 THB                    → lost
postings  D3                  hold 33.33 USD, forfeit 11.11 USD, release 22.22 USD
check
