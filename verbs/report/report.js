// SPDX-License-Identifier: MIT
//
// Draws the page from window.nianbao (data.js). "#en,dark" after the address
// chooses language and theme. What comes from the data is only ever set as
// text, never as markup.
(function () {
'use strict';

const data = window.nianbao;

// Chinese, English.
const words = {
	skip: ['跳到正文', 'Skip to the content'],
	title: ['政府信息公开年度报告：语料概览',
		'Open government in China: the annual reports at a glance'],
	lead: ['各级政府机关每年公布的政府信息公开工作年度报告，由 nianbao 采集、抽取、核对入库。数字或正确，或缺失，或带有标记。',
		'Annual reports that public bodies publish on open government information, crawled, read and checked by nianbao. A number is right, or absent, or carries a flag.'],
	sections: ['各节', 'Sections'],
	other_lang: ['English', '中文'],
	to_dark: ['深色', 'Dark'],
	to_light: ['浅色', 'Light'],
	licence: ['图表：Apache ECharts（Apache-2.0，见 echarts-LICENSE）。nianbao：MIT。',
		'Charts: Apache ECharts (Apache-2.0, see echarts-LICENSE). nianbao: MIT.'],
	made: ['制作于', 'Made'],
	table: ['以表格显示数据', 'The data as a table'],
	year: ['年份', 'Year'],
	years: ['报告年度', 'Years reported on'],
	reports: ['报告', 'Reports'],
	agencies: ['机关', 'Agencies'],
	places: ['省级地区', 'Provinces'],
	clean: ['未见问题', 'Without a doubt'],
	none: ['无', 'None'],
	no_data: ['库中尚无此项数据。', 'There are no data for this yet.'],

	coverage: ['覆盖范围', 'Coverage'],
	coverage_about: ['每省每年有多少份报告。空白格：一份也没有。',
		'How many reports there are of each province and year. An empty cell: none.'],
	place: ['地区', 'Place'],
	known: ['曾见机关', 'Agencies ever seen'],
	unplaced: ['份报告的地区或年份不明，未在图中。',
		'reports without a known place or year are not in the chart.'],

	requests: ['申请与公开', 'Requests and answers'],
	requests_about: ['每个机关一年收到多少件申请，其中多大部分予以公开或部分公开。线为中位数，带为中间一半机关（四分位）。未通过算术核对的报告不计。',
		'How many requests an agency received in a year, and what share was granted in full or in part. The line is the median, the band the middle half of the agencies. Reports that break their own arithmetic are left out.'],
	scope: ['报告范围', 'What a report covers'],
	own: ['本机关', 'Own work'],
	region: ['本地区汇总', 'Whole region'],
	new_chart: ['新收申请（每机关，件）', 'New requests per agency'],
	rate_chart: ['公开率（予以公开与部分公开）', 'Share disclosed, in full or in part'],
	q1: ['下四分位', 'Lower quartile'],
	q2: ['中位数', 'Median'],
	q3: ['上四分位', 'Upper quartile'],
	n_new: ['有新收数的机关', 'Agencies that tell'],
	sum_new: ['新收合计', 'New, in total'],
	bridged: ['2014—2018 年的数字来自另一种表格，只可大致比较。',
		'Numbers of 2014 to 2018 come from another form: compare with care.'],
	form: ['新表', 'new form'],

	reasons: ['为何不公开', 'Why not'],
	reasons_about: ['未予公开的申请按理由的构成（理由全部印出的报告）。',
		'Requests that were not granted, by reason (reports that print all reasons).'],
	rest: ['其余理由', 'All other reasons'],
	n_reports: ['报告数', 'Reports'],

	templates: ['报告格式', 'Forms'],
	templates_about: ['报告实际使用的表格，由表格本身判断，而非由年份。',
		'The form that a report uses, told by its tables and not by its year.'],
	T2008: ['无统计表（至 2013）', 'No statutory table (to 2013)'],
	T2014: ['2014 统计附表', 'Annex of 2014'],
	T2019: ['2019 格式', 'Form of 2019'],
	T2021: ['2021 格式', 'Form of 2021'],
	T: ['不明', 'Unknown'],

	checks: ['算术核对', 'Arithmetic'],
	checks_about: ['报告自己承诺的等式有多少不成立。不成立的数字原样保留，并带标记。',
		'How often the sums that the forms promise do not hold. Such numbers are kept as printed, with a flag.'],
	rule: ['规则', 'Rule'],
	fail: ['不成立', 'Fails'],
	warn: ['可疑', 'Doubtful'],
	pass: ['成立', 'Holds'],
	fail_share: ['不成立占比', 'Share that fails'],

	running_it: ['运行', 'Operation'],
	running_about: ['最近的采集，以及有麻烦的网站。',
		'The latest crawls, and hosts in trouble.'],
	runs: ['最近运行', 'Latest runs'],
	started: ['开始', 'Started'],
	took: ['用时', 'Took'],
	outcome: ['结果', 'Outcome'],
	pages: ['网页', 'Pages'],
	fresh: ['新报告', 'New'],
	changed: ['变更', 'Changed'],
	aside: ['搁置', 'Set aside'],
	verb: ['命令', 'Command'],
	well: ['正常', 'Fine'],
	some: ['完成，部分搁置', 'Done, some set aside'],
	failed: ['失败', 'Failed'],
	killed: ['被中断', 'Was killed'],
	running: ['进行中', 'Under way'],
	no_run: ['尚无运行记录', 'No recorded run yet'],
	last_run: ['最近一次运行', 'Last run'],
	at_stage: ['阶段', 'at'],
	hosts: ['有麻烦的网站', 'Hosts in trouble'],
	host: ['网站', 'Host'],
	state: ['状态', 'State'],
	reason: ['原因', 'Reason'],
	since: ['自', 'Since'],
	not_before: ['此前不再访问', 'Not before'],
	waiting: ['待取', 'Waiting'],
	fine: ['正常', 'fine'],
	slow: ['要求放慢', 'slow'],
	blocked: ['拒绝访问', 'blocked'],
	failing: ['无应答或出错', 'failing'],
	set_aside: ['未能读取的文件', 'Documents that could not be read'],
	count: ['数量', 'Number'],
};

const asked = location.hash.slice(1).split(',');
let lang = asked.includes('en') ? 1 : asked.includes('zh') ? 0 :
    /^zh/i.test(navigator.language) ? 0 : 1;
let scope = null;
const charts = [];

function t(key) {
	return words[key] ? words[key][lang] : key;
}

// A label of the dictionaries: {zh, en}.
function label(of, code) {
	const l = of && of[code];

	return l ? (lang ? l.en : l.zh) || l.zh || code : code;
}

// el('td', {class: 'n'}, 'text', node...)
function el(tag, attributes, ...children) {
	const e = document.createElement(tag);

	for (const [name, value] of Object.entries(attributes || {}))
		e.setAttribute(name, value);
	e.append(...children.filter((c) => c !== null && c !== undefined));
	return e;
}

function number(n, digits) {
	return n === null || n === undefined ? '' : Number(n).toLocaleString(
	    lang ? 'en' : 'zh-CN', {maximumFractionDigits: digits || 0});
}

function percent(x, digits) {
	return x === null || x === undefined ? '' :
	    number(x * 100, digits === undefined ? 1 : digits) + '%';
}

function time(iso) {
	return iso ? iso.slice(0, 16).replace('T', ' ') : '';
}

function css(name) {
	return getComputedStyle(document.documentElement)
	    .getPropertyValue(name).trim();
}

function colours(name) {
	return css(name).split(',').map((c) => c.trim());
}

function narrow() {
	return window.innerWidth < 700;
}

// head: names; rows: of cells, numbers already text; numeric: columns that
// are numbers. The first cell of a row is its heading. titled: a heading
// above the table says what its caption does.
function table(caption, head, rows, numeric, titled) {
	const cell = (tag, i, v) => el(tag, numeric.includes(i) ?
	    {class: 'n'} : {}, v === null || v === undefined ? '' : v);
	const body = el('tbody');

	for (const row of rows)
		body.append(el('tr', {}, ...row.map((v, i) => {
			const c = cell(i === 0 ? 'th' : 'td', i, v);

			if (i === 0)
				c.scope = 'row';
			return c;
		})));
	const tr = el('tr', {}, ...head.map((v, i) => {
		const c = cell('th', i, v);

		c.scope = 'col';
		return c;
	}));

	return el('div', {class: 'scroll', tabindex: 0, role: 'region',
		'aria-label': caption},
	el('table', titled ? {class: 'titled'} : {},
	    el('caption', {}, caption), el('thead', {}, tr), body));
}

function folded(...args) {
	return el('details', {}, el('summary', {}, t('table')), table(...args));
}

function section(id, title, about) {
	const s = el('section', {id: id, 'aria-labelledby': id + '-h'},
	    el('h2', {id: id + '-h'}, t(title)),
	    el('p', {class: 'about'}, t(about)));

	document.getElementById('main').append(s);
	document.getElementById('nav').append(
	    el('a', {href: '#' + id}, t(title)));
	return s;
}

// An ECharts chart at the end of parent; say: what it shows, for those who
// do not see it.
function chart(parent, height, say, option) {
	const box = el('div', {class: 'chart', role: 'img', 'aria-label': say});

	box.style.height = height + 'px';
	parent.append(box);
	const c = echarts.init(box, null, {renderer: 'svg'});

	c.setOption(Object.assign({
		animation: false,
		backgroundColor: 'transparent',
		textStyle: {color: css('--soft'), fontFamily: 'inherit'},
	}, option));
	charts.push(c);
}

function legend(names, fills) {
	return el('ul', {class: 'legend'}, ...names.map((name, i) => {
		const box = el('i', {'aria-hidden': 'true'});

		box.style.background = fills[i];
		return el('li', {}, box, name);
	}));
}

function escaped(s) {
	return echarts.format.encodeHTML(String(s));
}

function tooltip(more) {
	return Object.assign({
		backgroundColor: css('--card'),
		borderColor: css('--rule'),
		textStyle: {color: css('--ink'), fontSize: 13},
		confine: true,
	}, more);
}

function yearAxis(years) {
	return {
		type: 'category',
		data: years,
		axisTick: {show: false},
		axisLine: {lineStyle: {color: css('--rule')}},
		axisLabel: {color: css('--soft'),
			formatter: (y) => narrow() ? '’' + String(y).slice(2) : y},
	};
}

function valueAxis(more) {
	return Object.assign({
		type: 'value',
		splitLine: {lineStyle: {color: css('--rule')}},
		axisLabel: {color: css('--soft')},
	}, more);
}

// All years from the first to the last, none left out.
function span(years) {
	const seen = years.filter((y) => y);
	const all = [];

	if (seen.length > 0)
		for (let y = Math.min(...seen); y <= Math.max(...seen); y++)
			all.push(y);
	return all;
}

function empty(s) {
	s.append(el('p', {class: 'note'}, t('no_data')));
}

// Coverage.

// Where classes of reports start: 1, and round numbers up to the largest.
function classes(max) {
	const round = [2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];

	return [1].concat(round.filter((b) => b <= max).slice(-5));
}

// [from, name, colour] of each class, none in front.
function heatClasses(max) {
	const bounds = classes(max), ramp = colours('--heat');

	return [[0, '0', css('--none')]].concat(bounds.map((b, i) => {
		const next = bounds[i + 1];

		return [b, !next ? `≥${b}` : next - 1 > b ?
		    `${b}–${next - 1}` : `${b}`,
		ramp[Math.round(i * (ramp.length - 1) /
		    Math.max(1, bounds.length - 1))]];
	}));
}

function coverageOption(years, rows, places, heat) {
	const count = new Map(rows.map((r) => [r[0] + r[1], r]));
	const cells = [];

	places.forEach((p, y) => years.forEach((year, x) => {
		const r = count.get(p.code + year);

		cells.push([x, y, r ? r[2] : 0, r ? r[3] : 0]);
	}));
	return {
		grid: {left: 4, right: 4, top: 4, bottom: 4, containLabel: true},
		tooltip: tooltip({formatter: (p) => {
			const place = places[p.value[1]];

			return `${lang ? place.en : place.zh} ` +
			    `${years[p.value[0]]}<br><b>${number(p.value[2])}` +
			    `</b> ${t('reports')}<br>${number(p.value[3])} / ` +
			    `${number(place.agencies)} ${t('agencies')}`;
		}}),
		xAxis: Object.assign(yearAxis(years), {splitArea: {show: false},
			axisLine: {show: false}}),
		yAxis: {type: 'category', inverse: true,
			data: places.map((p) => lang ? p.en : p.zh),
			axisTick: {show: false}, axisLine: {show: false},
			axisLabel: {color: css('--ink'), interval: 0,
				fontSize: narrow() ? 11 : 13}},
		visualMap: {type: 'piecewise', show: false, dimension: 2,
			pieces: heat.map((h, i) => ({gte: h[0],
				lt: (heat[i + 1] || [Infinity])[0],
				color: h[2]}))},
		series: [{
			type: 'heatmap',
			data: cells,
			itemStyle: {borderColor: css('--card'), borderWidth: 1.5,
				borderRadius: 3},
			emphasis: {itemStyle: {borderColor: css('--ink')}},
		}],
	};
}

function drawCoverage() {
	const s = section('coverage', 'coverage', 'coverage_about');
	const rows = data.coverage || [];
	const years = span(rows.map((r) => r[1]));
	const places = (data.place || []).filter((p) => p.code !== '00' ||
	    p.agencies > 0);

	if (rows.length === 0)
		return empty(s);
	const total = rows.reduce((n, r) => n + r[2], 0);
	const heat = heatClasses(Math.max(...rows.map((r) => r[2])));

	s.append(legend(heat.map((h) => h[1]), heat.map((h) => h[2])));
	chart(s, places.length * (narrow() ? 17 : 20) + 30,
	    `${t('coverage')}: ${t('coverage_about')} ${years[0]}–` +
	    `${years[years.length - 1]}, ${number(total)} ${t('reports')}.`,
	    coverageOption(years, rows, places, heat));
	if (data.total.unplaced > 0)
		s.append(el('p', {class: 'note'},
		    `${number(data.total.unplaced)} ${t('unplaced')}`));
	const count = new Map(rows.map((r) => [r[0] + r[1], r[2]]));

	s.append(folded(t('coverage_about'), [t('place'), t('known'), ...years],
	    places.map((p) => [lang ? p.en : p.zh, number(p.agencies),
		    ...years.map((y) => number(count.get(p.code + y) || 0))]),
	    [1, ...years.map((_, i) => i + 2)]));
}

// Requests and answers.

// Two quartiles as a band and the median as a line: rows of [q1, q2, q3].
function bandOption(years, quartiles, form, counts) {
	const colour = css('--band');
	const low = quartiles.map((q) => q && q[0]);
	const mark = years.includes(2019) && years[0] < 2019 ? {
		silent: true, symbol: 'none',
		lineStyle: {color: css('--soft'), type: 'dashed'},
		label: {formatter: t('form'), color: css('--soft'),
			rotate: 0, position: 'end', distance: 4},
		data: [{xAxis: String(2019)}],
	} : undefined;

	return {
		grid: {left: 4, right: 14, top: 24, bottom: 4,
			containLabel: true},
		xAxis: Object.assign(yearAxis(years.map(String)),
		    {boundaryGap: false}),
		yAxis: valueAxis({axisLabel: {color: css('--soft'),
			formatter: (v) => form(v)}}),
		tooltip: tooltip({trigger: 'axis', formatter: (ps) => {
			const i = ps[0].dataIndex, q = quartiles[i];

			return !q ? `${years[i]}` : `${years[i]}<br>` +
			    `${t('q3')} <b>${form(q[2])}</b><br>` +
			    `${t('q2')} <b>${form(q[1])}</b><br>` +
			    `${t('q1')} <b>${form(q[0])}</b><br>` +
			    `${number(counts[i])} ${t('agencies')}`;
		}}),
		series: [
			{type: 'line', stack: 'band', data: low, symbol: 'none',
				lineStyle: {opacity: 0}, silent: true},
			{type: 'line', stack: 'band', symbol: 'none',
				data: quartiles.map((q) => q && q[2] - q[0]),
				lineStyle: {opacity: 0}, silent: true,
				areaStyle: {color: colour, opacity: .25}},
			{type: 'line', data: quartiles.map((q) => q && q[1]),
				symbol: 'circle', symbolSize: 7,
				itemStyle: {color: colour},
				lineStyle: {color: colour, width: 2.5},
				markLine: mark},
		],
	};
}

function scopes() {
	const there = new Set((data.requests || []).map((r) => r.scope));

	return ['region', 'own'].filter((s) => there.has(s));
}

// Which kind of reports the numbers are of; the two are never added up.
function scopeSwitch() {
	const set = el('fieldset', {}, el('legend', {}, t('scope')));

	for (const s of scopes()) {
		const radio = el('input', {type: 'radio', name: 'scope',
			value: s, id: 'scope-' + s});

		radio.checked = s === scope;
		radio.addEventListener('change', () => {
			scope = s;
			draw();
			document.getElementById('scope-' + s).focus();
		});
		set.append(el('label', {}, radio, el('span', {}, t(s))));
	}
	return set;
}

function drawRequests() {
	const s = section('requests', 'requests', 'requests_about');
	const rows = (data.requests || []).filter((r) => r.scope === scope &&
	    (r.n > 0 || r.rates > 0));
	const years = span(rows.map((r) => r.year));

	if (rows.length === 0)
		return empty(s);
	s.append(scopeSwitch());
	const of = years.map((y) => rows.find((r) => r.year === y));
	const pick = (name) => of.map((r) => r && r[name] &&
	    r[name][1] !== null ? r[name] : null);
	const last = rows[rows.length - 1];
	const whole = (v) => number(v, 1), share = (v) => percent(v, 0);
	const left = el('div', {}, el('h3', {}, t('new_chart')));
	const right = el('div', {}, el('h3', {}, t('rate_chart')));

	s.append(el('div', {class: 'pair'}, left, right));
	chart(left, 280, `${t('new_chart')}: ${last.year}, ${t('q2')} ` +
	    `${last.new ? whole(last.new[1]) : '–'}`,
	bandOption(years, pick('new'), whole, of.map((r) => r && r.n)));
	chart(right, 280, `${t('rate_chart')}: ${last.year}, ${t('q2')} ` +
	    `${last.rate ? share(last.rate[1]) : '–'}`,
	bandOption(years, pick('rate'), share, of.map((r) => r && r.rates)));
	if (rows.some((r) => r.bridged))
		s.append(el('p', {class: 'note'}, t('bridged')));
	s.append(folded(`${t('requests')} · ${t(scope)}`, [t('year'),
		t('n_new'), t('sum_new'),
		...['q1', 'q2', 'q3'].map(t),
		...['q1', 'q2', 'q3'].map((q) => `${t(q)} %`)],
	rows.map((r) => [r.year, number(r.n), number(r.sum),
		...(r.new || []).map(whole),
		...(r.rate || []).map((v) => percent(v))]),
	[1, 2, 3, 4, 5, 6, 7, 8]));
}

// Bars of parts, one upon the other. names: of the parts; values[part][year].
function stackOption(years, names, fills, values, form, top) {
	return {
		grid: {left: 4, right: 4, top: 10, bottom: 4,
			containLabel: true},
		xAxis: yearAxis(years),
		yAxis: valueAxis({max: top, axisLabel: {color: css('--soft'),
			formatter: (v) => form(v)}}),
		tooltip: tooltip({trigger: 'axis', axisPointer: {type: 'shadow',
			shadowStyle: {opacity: .12}},
		formatter: (ps) => `${ps[0].axisValue}<br>` + ps.filter((p) =>
			p.value > 0).reverse().map((p) => `${p.marker}` +
			`${escaped(p.seriesName)} <b>${form(p.value)}</b>`)
		    .join('<br>')}),
		series: names.map((name, i) => ({
			type: 'bar', stack: 'all', name: name,
			data: values[i], barMaxWidth: 46, barCategoryGap: '22%',
			itemStyle: {color: fills[i],
				borderColor: css('--card'), borderWidth: .6},
		})),
	};
}

function drawReasons() {
	const s = section('reasons', 'reasons', 'reasons_about');
	const rows = (data.reasons || []).filter((r) => r[0] === scope);
	const years = span(rows.map((r) => r[1]));
	const sum = new Map();

	for (const r of rows)
		sum.set(r[2], (sum.get(r[2]) || 0) + Number(r[3] || 0));
	const codes = [...sum.keys()].filter((c) => sum.get(c) > 0)
	    .sort((a, b) => sum.get(b) - sum.get(a));

	if (codes.length === 0)
		return empty(s);
	const first = codes.slice(0, 8), others = codes.slice(8);
	const at = new Map(rows.map((r) => [r[1] + r[2], Number(r[3] || 0)]));
	const value = (y, c) => at.get(y + c) || 0;
	const total = years.map((y) => codes.reduce((n, c) => n + value(y, c),
	    0));
	const parts = first.map((c) => years.map((y, i) => total[i] > 0 ?
	    value(y, c) / total[i] : 0));
	const names = first.map((c) => label(data.ind, c));

	if (others.length > 0) {
		names.push(t('rest'));
		parts.push(years.map((y, i) => total[i] > 0 ? others.reduce(
		    (n, c) => n + value(y, c), 0) / total[i] : 0));
	}
	const fills = colours('--series');

	s.append(el('p', {class: 'note'}, t(scope)), legend(names, fills));
	chart(s, 340, `${t('reasons')}: ${names.slice(0, 3).join(', ')}`,
	    stackOption(years, names, fills, parts,
		(v) => percent(v, v < .1 ? 1 : 0), 1));
	s.append(folded(`${t('reasons_about')} ${t(scope)}`,
	    [t('reason'), ...years], codes.map((c) => [label(data.ind, c),
		    ...years.map((y) => number(value(y, c)))]),
	    years.map((_, i) => i + 1)));
}

function drawTemplates() {
	const s = section('templates', 'templates', 'templates_about');
	const rows = data.templates || [];
	const years = span(rows.map((r) => r[0]));
	const forms = ['T2008', 'T2014', 'T2019', 'T2021', null]
	    .filter((f) => rows.some((r) => r[1] === f));

	if (rows.length === 0)
		return empty(s);
	const value = (y, f) => (rows.find((r) => r[0] === y && r[1] === f) ||
	    [0, 0, 0])[2];
	const names = forms.map((f) => t(f || 'T'));
	const all = colours('--series');
	const fills = forms.map((f) => all[{T2008: 7, T2014: 3, T2019: 2,
		T2021: 0}[f]] || all[8]);

	s.append(legend(names, fills));
	chart(s, 280, `${t('templates')}: ${names.join(', ')}`,
	    stackOption(years, names, fills,
		forms.map((f) => years.map((y) => value(y, f))),
		(v) => number(v)));
	s.append(folded(t('templates_about'), [t('year'), ...names],
	    years.map((y) => [y, ...forms.map((f) => number(value(y, f)))]),
	    names.map((_, i) => i + 1)));
}

function drawChecks() {
	const s = section('checks', 'checks', 'checks_about');
	const rows = data.checks || [];

	if (rows.length === 0)
		return empty(s);
	const fills = [css('--bad'), colours('--series')[2]];
	const name = (r) => `${r.rule} ${label(data.rule, r.rule)}`;

	s.append(legend([t('fail'), t('warn')], fills));
	chart(s, rows.length * 34 + 40, `${t('checks')}: ${name(rows[0])}, ` +
	    `${number(rows[0].fail)} ${t('fail')}`, {
		grid: {left: 4, right: 50, top: 4, bottom: 4,
			containLabel: true},
		tooltip: tooltip({trigger: 'axis',
			axisPointer: {type: 'shadow', shadowStyle: {opacity: .12}},
			extraCssText: 'max-width:22rem;white-space:normal',
			formatter: (ps) => `${escaped(name(rows[
				ps[0].dataIndex]))}<br>` + ps.map((p) =>
				`${p.marker}${p.seriesName} <b>` +
				`${number(p.value)}</b>`).join('<br>')}),
		xAxis: valueAxis({minInterval: 1,
			splitNumber: narrow() ? 3 : 5}),
		yAxis: {type: 'category', inverse: true, data: rows.map(name),
			axisTick: {show: false},
			axisLine: {lineStyle: {color: css('--rule')}},
			axisLabel: {color: css('--ink'), overflow: 'truncate',
				width: narrow() ? 110 : 400,
				fontSize: narrow() ? 11 : 13}},
		series: ['fail', 'warn'].map((k, i) => ({
			type: 'bar', stack: 'all', name: t(k), barMaxWidth: 18,
			data: rows.map((r) => r[k]),
			itemStyle: {color: fills[i]},
		})),
	});
	s.append(folded(t('checks_about'), [t('rule'), t('fail'), t('warn'),
		t('pass'), t('fail_share'), t('reports')],
	rows.map((r) => [name(r), number(r.fail), number(r.warn),
		number(r.pass), percent(r.fail / Math.max(1, r.fail + r.pass), 2),
		number(r.reports)]), [1, 2, 3, 4, 5]));
}

// Operation.

function outcome(run) {
	if (run.state === 'running')
		return ['fair', t('running'), run.stage];
	if (run.state === 'killed')
		return ['bad', t('killed'), run.stage];
	if (run.exit === 0)
		return ['good', t('well'), null];
	if (run.exit === 3)
		return ['fair', t('some'), null];
	return ['bad', t('failed'), run.stage];
}

function chip(run) {
	const [kind, text, stage] = outcome(run);

	return el('span', {class: 'chip ' + kind},
	    stage ? `${text} · ${stage}` : text);
}

function took(run) {
	if (!run.finished)
		return '';
	const s = Math.round((Date.parse(run.finished) -
	    Date.parse(run.started)) / 1000);

	return s < 60 ? `${s} s` : s < 3600 ? `${Math.round(s / 60)} min` :
	    `${Math.floor(s / 3600)} h ${Math.round(s % 3600 / 60)} min`;
}

function drawNight() {
	const box = document.getElementById('night');
	const run = (data.runs || [])[0];

	box.replaceChildren();
	if (!run)
		return;
	const [kind, text, stage] = outcome(run);
	const parts = [`${t('last_run')}: ${time(run.started)} UTC`, took(run),
		run.fetched ? `${t('pages')}: ${number(run.fetched.seen)}` : '',
		run.loaded ? `${t('fresh')}: ${number(run.loaded.new)}` : '',
		run.loaded ? `${t('changed')}: ${number(run.loaded.changed)}` :
		    '',
		stage ? `${t('at_stage')} ${stage}` : ''];

	box.append(el('p', {class: 'night ' + kind, role: 'status'},
	    el('b', {}, text),
	    el('span', {}, parts.filter((p) => p).join(' · '))));
}

function drawTiles() {
	const n = data.total;
	const of = n.reports || 0;
	const tiles = [
		['reports', number(of)], ['agencies', number(n.agencies)],
		['places', number(n.places)],
		['years', n.first_year ? `${n.first_year}–${n.last_year}` : '–'],
		['clean', of > 0 ? percent(n.clean / of, 0) : '–'],
	];

	document.getElementById('tiles').replaceChildren(...tiles.map(
	    ([key, value]) => el('div', {}, el('dt', {}, t(key)),
		el('dd', {}, value))));
}

function drawOperation() {
	const s = section('operation', 'running_it', 'running_about');
	const runs = data.runs || [], hosts = data.hosts || {};
	const trouble = data.trouble || [], aside = data.aside || [];

	s.append(el('h3', {}, t('runs')));
	if (runs.length === 0)
		s.append(el('p', {class: 'note'}, t('no_run')));
	else
		s.append(table(t('runs') + ' (UTC)', [t('started'), t('verb'),
			t('outcome'), t('took'), t('pages'), t('fresh'),
			t('changed'), t('aside')],
		runs.map((r) => [time(r.started), r.verb, chip(r), took(r),
			number(r.fetched && r.fetched.seen),
			number(r.loaded && r.loaded.new),
			number(r.loaded && r.loaded.changed),
			number(r.extracted && r.extracted.rejected)]),
		[3, 4, 5, 6, 7], true));
	s.append(el('h3', {}, t('hosts')), el('p', {class: 'note'},
	    ['fine', 'slow', 'blocked', 'failing'].filter((k) => hosts[k])
		.map((k) => `${t(k)}: ${number(hosts[k])}`).join(' · ') ||
	    t('none')));
	if (trouble.length > 0)
		s.append(table(t('hosts') + ' (UTC)', [t('host'), t('state'),
			t('reason'), t('since'), t('not_before'), t('waiting')],
		trouble.map((h) => [h.host, t(h.state), h.reason,
			time(h.since), time(h.next_due), number(h.waiting)]),
		[5], true));
	if (aside.length > 0)
		s.append(el('h3', {}, t('set_aside')), table(t('set_aside'),
		    [t('reason'), t('state'), t('count')],
		    aside.map((a) => [a[1], a[0], number(a[2])]), [2], true));
}

function draw() {
	const root = document.documentElement;

	root.lang = lang ? 'en' : 'zh-Hans';
	while (charts.length > 0)
		charts.pop().dispose();
	document.title = `${t('title')} · nianbao`;
	for (const e of document.querySelectorAll('[data-t]'))
		e.textContent = t(e.dataset.t);
	for (const e of document.querySelectorAll('[data-label]'))
		e.setAttribute('aria-label', t(e.dataset.label));
	document.getElementById('lang').textContent = t('other_lang');
	document.getElementById('lang').lang = lang ? 'zh-Hans' : 'en';
	document.getElementById('theme').textContent =
	    t(root.dataset.theme === 'dark' ? 'to_light' : 'to_dark');
	document.getElementById('made').textContent = `${t('made')} ` +
	    `${time(data.made_at)} UTC · nianbao ${data.version}`;
	document.getElementById('main').replaceChildren();
	document.getElementById('nav').replaceChildren();
	drawNight();
	drawTiles();
	drawCoverage();
	drawRequests();
	drawReasons();
	drawTemplates();
	drawChecks();
	drawOperation();
}

// The choice is kept in the address, which also works on a page from disk.
function remember() {
	history.replaceState(null, '', '#' + (lang ? 'en' : 'zh') + ',' +
	    document.documentElement.dataset.theme);
}

function start() {
	const dark = matchMedia('(prefers-color-scheme: dark)');
	const root = document.documentElement;
	let width = window.innerWidth;

	root.dataset.theme = asked.includes('dark') ? 'dark' :
	    asked.includes('light') ? 'light' : dark.matches ? 'dark' : 'light';
	scope = scopes()[0] || 'own';
	document.getElementById('lang').addEventListener('click', () => {
		lang = 1 - lang;
		remember();
		draw();
	});
	document.getElementById('theme').addEventListener('click', () => {
		root.dataset.theme = root.dataset.theme === 'dark' ? 'light' :
		    'dark';
		remember();
		draw();
	});
	dark.addEventListener('change', () => {
		root.dataset.theme = dark.matches ? 'dark' : 'light';
		draw();
	});
	window.addEventListener('resize', () => {
		if (window.innerWidth === width)
			return;
		width = window.innerWidth;
		draw();
	});
	draw();
}

start();
}());
