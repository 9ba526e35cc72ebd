A final win is not reversed.

merchant  mill                available 500.00 THB
open      D1  mill            120.00 THB   respond in 7d
judge     D1  won                                                 → won
reverse   D1                                                      → refused not_provisional
check
