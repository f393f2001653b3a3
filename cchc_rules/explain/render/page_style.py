"""The look of the page. Colours are the Okabe–Ito set, which colour-blind readers tell apart."""

CSS = """\
:root {
  --ink: #1b1f24; --faint: #57606a; --line: #c8ced6; --soft: #f3f5f8; --head: #0b3d63;
  --loss: #a63c00; --gain: #00674a; --excluded: #4b5563; --pending: #7a5a00; }
* { box-sizing: border-box; }
html { font-size: 16px; }
body { margin: 0; background: #fff; color: var(--ink);
  font: 1rem/1.45 "Segoe UI", "Noto Sans", "DejaVu Sans", Arial, sans-serif; }
main, footer { max-width: 62rem; margin: 0 auto; padding: 0 1.25rem; }
header { padding-top: 1.5rem; }
h1 { font-size: 1.6rem; margin: 0 0 .4rem; color: var(--head); overflow-wrap: anywhere; }
h2 { font-size: 1.05rem; margin: 2rem 0 .6rem; color: var(--head); border-bottom: 2px solid var(--head);
  padding-bottom: .2rem; break-after: avoid; }
.headline { list-style: none; display: flex; flex-wrap: wrap; gap: .5rem; margin: 0 0 1rem; padding: 0; }
.headline li { border: 1px solid var(--line); border-radius: .3rem; padding: .2rem .7rem;
  background: var(--soft); font-size: 1.1rem; font-weight: 600; font-variant-numeric: tabular-nums; }
.headline li:last-child { background: var(--head); border-color: var(--head); color: #fff; }
.notice { border-left: .4rem solid #e69f00; background: #fff7e0; padding: .5rem .8rem; margin: .5rem 0; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: .8rem 0; }
dt { color: var(--faint); }
dd { margin: 0; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid var(--line);
  overflow-wrap: break-word; }
thead th { background: var(--soft); border-bottom: 2px solid var(--line); font-size: .9rem; }
tbody th { font-weight: 600; white-space: nowrap; }
.group th { background: #e8eef4; white-space: normal; padding-top: .5rem; }
.number, .outcome { font-variant-numeric: tabular-nums; }
.outcome { white-space: nowrap; }
.number { text-align: right; }
.sums td:nth-child(2) { min-width: 9rem; }
.rows thead th:nth-child(3):not(:last-child) { text-align: right; }
.outcome { font-weight: 600; }
details { margin: 1rem 0; }
summary { cursor: pointer; font-weight: 700; }
.total > * { font-weight: 700; border-top: 2px solid var(--ink); }
td ul { list-style: none; margin: .25rem 0 0; padding: 0 0 0 .8rem; border-left: 3px solid var(--line);
  font-size: .92rem; }
td li { margin: .1rem 0; overflow-wrap: anywhere; }
li.loss, p.loss, tr.loss .outcome { color: var(--loss); }
li.gain, p.gain, tr.gain .outcome { color: var(--gain); }
li.excluded, p.excluded, tr.excluded .outcome { color: var(--excluded); }
li.pending, p.pending, tr.pending .outcome { color: var(--pending); }
.faint { color: var(--faint); }
li.repealed, p.repealed { color: var(--faint); text-decoration: line-through; }
tr.repealed > td { color: var(--faint); }
tr.repealed > td:not(.outcome) { text-decoration: line-through; }
tr.strong > td { font-weight: 700; }
tr.strong li { font-weight: 400; }
p.strong { font-weight: 700; }
section p { margin: .35rem 0; }
.sign { display: inline-block; min-width: 1em; text-align: center; }
.bar { display: flex; height: 1.6rem; border: 1px solid var(--ink); margin: .6rem 0; overflow: hidden; }
.bar span + span { border-left: 1px solid var(--ink); }
.bar .gain, .swatch.gain { background: #56b4e9; }
.bar .loss, .swatch.loss { background: repeating-linear-gradient(45deg, #d55e00 0 5px, #fff 5px 8px); }
.bar .excluded, .swatch.excluded { background: #fff; }
.bar .pending, .swatch.pending {
  background: repeating-linear-gradient(90deg, #f0e442 0 4px, #555 4px 5px); }
.legend { list-style: none; display: flex; flex-wrap: wrap; gap: .2rem 1.4rem; margin: 0 0 .6rem; padding: 0;
  font-size: .92rem; }
.swatch { display: inline-block; width: 1.1em; height: 1.1em; border: 1px solid var(--ink);
  margin-right: .4em; vertical-align: -.15em; }
footer { margin-top: 2rem; padding-bottom: 2rem; font-size: .82rem; color: var(--faint); }
footer h2 { font-size: .9rem; }
.digests dd { font-family: Consolas, "DejaVu Sans Mono", monospace; }
@media (max-width: 40rem) { dl { grid-template-columns: 1fr; } dd { margin-bottom: .4rem; }
  .outcome { white-space: normal; } th, td { padding: .3rem .35rem; } section { overflow-x: auto; } }
@media print {
  @page { size: A4; margin: 15mm 14mm 17mm; }
  html { font-size: 9.5pt; }
  main, footer { max-width: none; padding: 0; }
  main { display: flex; flex-direction: column; }
  header { padding-top: 0; }
  section { order: 3; }
  section.front { order: 1; }
  section.front.sums { order: 2; }
  thead { display: table-header-group; }
  tr, .notice, .bar, dl { break-inside: avoid; }
  .group { break-after: avoid; }
  p { orphans: 3; widows: 3; }
  * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
}
"""
