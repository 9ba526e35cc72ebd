A win that was provisional is taken back: the money goes again, the fee that came back stays back.

merchant  mill                available 500.00 THB
open      D1  mill            120.00 THB   respond in 7d   fee 15.00 THB
submit    D1  saying "Signed for."                                → under_review
judge     D1  won             provisionally                       → won
books     mill                available 500.00   held 0.00   clearing 0.00   fees 0.00
reverse   D1  fee 9.00 THB                                        → lost
books     mill                available 371.00   held 0.00   clearing 120.00   fees 9.00
reverse   D1                                                      → refused already_lost
postings  D1                  hold 120.00 THB, fee 15.00 THB, release 120.00 THB, fee_returned 15.00 THB, debit 120.00 THB, fee 9.00 THB
notices   D1                  opened, submitted, won, reversed
check
