Money is debited when the dispute opens: conceding moves nothing, winning brings it back.

dialect   moov
merchant  mill                available 500.00 USD
open      D1  mill            120.00 USD   respond in 7d
open      D2  mill            100.00 USD   respond in 7d
open      D3  mill            80.00 USD    respond in 7d
books     mill                available 200.00   held 0.00   clearing 300.00
accept    D1                                                      → accepted
stage     D2  receipt.pdf                                         → needs_response
submit    D2                                                      → under_review
accept    D2                                                      → refused already_submitted
judge     D2  won                                                 → won
tick      8d
state     D3                  expired
books     mill                available 300.00   held 0.00   clearing 200.00
postings  D1                  debit 120.00 USD
postings  D2                  debit 100.00 USD, credit 100.00 USD
postings  D3                  debit 80.00 USD
check
