A process that sleeps over a deadline lets nobody in late, warns of nothing that has passed, and expires what is over.

merchant  mill                available 500.00 THB
open      D1  mill            120.00 THB   respond in 7d
sleep     9d
accept    D1                                                      → refused deadline_passed
submit    D1  saying "Just in time?"                              → refused deadline_passed
stage     D1  receipt.pdf                                         → refused deadline_passed
tick      1s
state     D1                  expired
notices   D1                  opened, expired
check
