"""Three people of three trades, made up, each with a CV as one gets them: text without layout."""

from collections.abc import Mapping

JUNIOR_DATA_ENGINEER = """Mira Talvik
Junior Data Engineer

Summary
Data engineer with two years of experience in pipelines and warehouses for a parcel service.
I like clean models, tests for data, and dashboards that people read.

Skills
Python, SQL, PostgreSQL, dbt, Airflow, Apache Spark, Kafka, AWS (S3, Lambda, Redshift), Docker,
Git, Tableau, data modeling, ETL, Linux

Experience
Junior Data Engineer, Nordpaket Systems, 2024 - 2026
- Built batch and streaming pipelines in Python and Spark that load 40 million scans a day.
- Modelled the warehouse in dbt, with tests, documentation and lineage.
- Moved 30 nightly jobs from cron to Airflow and cut failures by two thirds.
- Worked with analysts on dashboards for delivery times and costs.
Working Student Data Analytics, Havenstadt Energy, 2022 - 2024
- Cleaned meter data with pandas and SQL; wrote reports in Tableau.

Education
B.Sc. Computer Science, University of Havenstadt, 2023
Thesis: incremental views over streams of events

Languages
English (fluent), German (B2)
"""

ACCOUNTANT = """Ottilie Brandvik
Accountant

Profile
Accountant with seven years in industry and trade: general ledger, month-end and year-end close,
accounts payable and receivable, VAT returns, and the first contact for the auditors.

Experience
Senior Accountant, Fjordglas Trading GmbH, 2021 - 2026
- Month-end and year-end close under HGB and IFRS for three companies.
- Accounts payable and receivable, payment runs, dunning, bank reconciliation.
- VAT returns, intercompany reconciliations, fixed assets.
- Prepared the annual financial statements and worked with the auditors.
Accountant, Steinmark Logistics, 2018 - 2021
- Invoice processing, travel expenses, payroll preparation.
- Introduced SAP for purchasing and cut open items by half.

Skills
Accounting, financial reporting, HGB, IFRS, SAP FI, DATEV, Excel (pivot tables), accounts payable,
accounts receivable, bank reconciliation, tax, controlling basics

Education
Bachelor of Arts in Business Administration, 2018

Languages
German (native), English (fluent)
"""

MARKETING = """Jonas Ekberg
Content and Social Media Manager

About me
Marketing manager with five years in online shops and software: content, social media, newsletters
and paid campaigns, from the plan to the numbers.

Experience
Content Marketing Manager, Blumenpost Online, 2022 - 2026
- Plan and write the blog, landing pages and newsletters; SEO from keyword research to reporting.
- Run Google Ads and Meta campaigns with a budget of 300,000 euros a year.
- Lead two working students and the agency for video.
Social Media Manager, Kaffeewerk, 2020 - 2022
- Instagram, TikTok and LinkedIn; community management; influencer campaigns.
- Reports in Google Analytics; A/B tests of mailings.

Skills
Content marketing, SEO, SEM, Google Ads, Meta Ads, social media, email marketing, HubSpot,
copywriting, Canva, Google Analytics, WordPress, campaign management, branding

Education
Bachelor in Communication Science, 2020

Languages
German (native), English (fluent)
"""

CVS: Mapping[str, str] = {
    "junior data engineer": JUNIOR_DATA_ENGINEER,
    "accountant": ACCOUNTANT,
    "content and social media manager": MARKETING,
}
