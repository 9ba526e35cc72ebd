An inquiry costs nothing yet; as a chargeback it is debited, and conceding it then costs nothing more.

dialect   ahrvo
merchant  mill                available 500.00 USD
open      D1  mill            120.00 USD   respond in 7d   phase inquiry
books     mill                available 500.00   held 0.00   clearing 0.00
escalate  D1  to chargeback   respond in 7d   kept-fee 15.00 USD  → needs_response
books     mill                available 365.00   held 0.00   clearing 120.00   fees 15.00
accept    D1                                                      → accepted
books     mill                available 365.00   held 0.00   clearing 120.00   fees 15.00
check
