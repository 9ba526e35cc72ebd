A defense is sent to the provider, refused, sent again and taken.

merchant  mill                available 500.00 THB
open      D1  mill            120.00 THB   respond in 7d   upstream
stage     D1  receipt.pdf                                         → needs_response
submit    D1  saying "Signed for."                                → submitting
accept    D1                                                      → refused act_in_progress
annotate  D1  "Sent."                                             → submitting
upstream  D1  refuses                                             → needs_response
submit    D1  saying "Signed for, see the receipt."               → submitting
upstream  D1  confirms                                            → under_review
notices   D1                  opened, updated, submitting, updated, refused, submitting, submitted
check
