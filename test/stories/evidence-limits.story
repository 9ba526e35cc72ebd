Evidence has to be of a kind, a size and a number that the provider takes.

merchant  mill                available 500.00 THB
open      D1  mill            120.00 THB   respond in 7d
stage     D1  photo.gif       type image/gif                      → refused evidence_type_not_allowed
stage     D1  big.pdf         bytes 10485761                      → refused evidence_too_large
stage     D1  one.pdf         bytes 10485760                      → needs_response
stage     D1  two.pdf         bytes 10485760                      → needs_response
stage     D1  three.pdf       bytes 10485760                      → needs_response
stage     D1  four.pdf        bytes 1                             → refused evidence_too_large
submit    D1                                                      → under_review
check
