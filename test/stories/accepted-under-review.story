A defense is with the bank, the merchant thinks better of it: with an undo window, back again, and then for good.

dialect   omise
merchant  mill                available 500.00 THB
open      D1  mill            120.00 THB   respond in 2d
books     mill                available 380.00   held 0.00   clearing 120.00                    # debited at opening
stage     D1  receipt.pdf                                         → needs_response
submit    D1  saying "Signed for."                                → under_review
tick      3d
elapse    D1                                                      → refused not_due
accept    D1  hold 1h                                             → under_review, acceptance held
accept    D1                                                      → refused acceptance_pending
undo      D1                                                      → under_review
accept    D1  hold 1h                                             → under_review, acceptance held
tick      1h
state     D1                  accepted
books     mill                available 380.00   held 0.00   clearing 120.00
postings  D1                  debit 120.00 THB
check
