The bank asks again while the defense is with it: the dispute needs a response, in the same cycle, with its evidence.

merchant  mill                available 500.00 THB
open      D1  mill            120.00 THB   respond in 7d
stage     D1  receipt.pdf                                         → needs_response
submit    D1  saying "Signed for."                                → under_review
escalate  D1  to pre_arbitration   respond in 5d                  → needs_response
cycle     D1  1
books     mill                available 380.00   held 120.00
submit    D1                                                      → under_review                 # the receipt is still there
judge     D1  lost                                                → lost
check
