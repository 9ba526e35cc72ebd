A merchant contests with a receipt, wins, and gets the held money and the refundable fee back.

merchant  mill                available 500.00 THB
open      D1  mill            120.00 THB   respond in 7d   fee 15.00 THB   kept-fee 2.00 THB
books     mill                available 363.00   held 120.00   fees 17.00
stage     D1  receipt.pdf                                         → needs_response
stage     D1  wrong.pdf                                           → needs_response
unstage   D1  wrong.pdf                                           → needs_response
unstage   D1  wrong.pdf                                           → refused evidence_not_found
annotate  D1  "Asked the courier for the signature."              → needs_response
submit    D1  saying "Signed for on 3 November."                  → under_review
submit    D1  saying "And one more thing."                        → refused already_submitted
stage     D1  late.pdf                                            → refused already_submitted
annotate  D1  "Waiting for the bank."                             → under_review
tick      8d                                                                                    # an answered dispute has no deadline
state     D1                  under_review
judge     D1  won                                                 → won
books     mill                available 498.00   held 0.00   clearing 0.00   fees 2.00
annotate  D1  "Told the team."                                    → won
judge     D1  lost                                                → refused already_won
accept    D1                                                      → refused already_won
notices   D1                  opened, updated, updated, updated, updated, submitted, updated, won, updated
check
