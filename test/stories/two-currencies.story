A dispute in one currency is settled in another: the settled money moves, each currency keeps its own books.

merchant  mill                available 500.00 THB
open      D1  mill            120.00 THB   respond in 7d   settles 3.45 USD   fee 15.00 EUR
open      D2  mill            100.00 THB   respond in 7d
accept    D1                                                      → accepted
judge     D2  won                                                 → won
books     mill                available 500.00   held 0.00   clearing 0.00
books     mill USD            available -3.45   held 0.00   clearing 3.45
books     mill EUR            available -15.00   fees 15.00
check
