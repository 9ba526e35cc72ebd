Lost, taken further by the merchant, then conceded: the money has gone once, not twice, and there is one acceptance in the second cycle.

merchant  mill                available 500.00 THB
open      D1  mill            120.00 THB   respond in 7d
judge     D1  lost                                                → lost
escalate  D1  to arbitration   respond in 10d   kept-fee 50.00 THB → needs_response
accept    D1                                                      → accepted
accept    D1                                                      → refused already_accepted
books     mill                available 330.00   held 0.00   clearing 120.00   fees 50.00
postings  D1                  hold 120.00 THB, forfeit 120.00 THB, fee 50.00 THB
check
