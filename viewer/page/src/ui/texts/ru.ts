import type { Texts } from "./en";

const rules = new Intl.PluralRules("ru");

/** The form of a Russian noun for a count: 1 панель, 2 панели, 5 панелей. */
function plural(count: number, one: string, few: string, many: string): string {
  const rule = rules.select(count);
  return rule === "one" ? one : rule === "few" ? few : many;
}

/** The page's words in Russian. */
export const russian: Texts = {
  productName: "Панели CourseBot",
  skipToPanels: "К панелям",
  close: "Закрыть",
  apply: "Применить",
  copied: "Скопировано",

  dashboards: "Дашборды",
  searchDashboards: "Найти дашборд",
  noDashboardFound: "Дашборда с таким названием нет",
  dashboardLinks: "Связанные дашборды",
  noDashboards: "У просмотрщика нет дашбордов. Он читает их из папки, названной в --dashboards.",
  brokenDashboardFile: (file) => `${file} — не дашборд`,
  dashboardUnknown: (uid) => `Дашборда «${uid}» нет.`,
  dashboardBroken: "Этот дашборд нельзя показать",
  dashboardProblems: (count) =>
    `${count} ${plural(count, "настройка показана", "настройки показаны", "настроек показано")} не так, как сохранено`,
  dashboardEmpty: "В этом дашборде нет панелей.",

  timeRange: "Период",
  absoluteRange: "Точный период",
  quickRanges: "Готовые периоды",
  from: "С",
  to: "По",
  rangeExamples: "Например: now-6h, now/d или 2026-01-31 18:00",
  rangeInvalid: "Такой момент времени непонятен",
  rangeReversed: "Начало должно быть раньше конца",
  timeZoneIs: (zone) => `Часовой пояс: ${zone}`,
  pickMoment: "Выбрать в календаре",
  zoomOut: "Отдалить",
  shiftBack: "Назад на половину периода",
  shiftForward: "Вперёд на половину периода",

  refreshNow: "Обновить сейчас",
  refreshEvery: "Обновлять автоматически",
  refreshOff: "Выкл.",
  refreshInterval: (interval) => `Каждые ${interval}`,
  refreshedAt: (time) => `Обновлено в ${time}`,

  theme: "Тема",
  themeAuto: "Как в системе",
  themeDark: "Тёмная",
  themeLight: "Светлая",
  language: "Язык",
  languageAuto: "Как в браузере",
  languageEnglish: "English",
  languageRussian: "Русский",

  all: "Все",
  noneChosen: "Ничего",
  filterOptions: "Найти значение",
  chosenOf: (count) => `Выбрано: ${count}`,

  panelMenu: (title) => `Меню панели «${title}»`,
  fullScreen: "На весь экран",
  leaveFullScreen: "Выйти из полного экрана",
  openInPrometheus: "Открыть в Prometheus",
  showAsTable: "Показать таблицей значений",
  copyQuery: "Скопировать запрос",
  description: (title) => `О панели «${title}»`,
  untitledPanel: "Панель",
  panelMissing: (id) => `В этом дашборде нет панели ${id}.`,

  noData: "Нет данных",
  failed: "В этой панели ошибка",
  keptPicture: "Показано прежнее",
  warnings: "Prometheus сообщает",
  notShownAsSaved: "Показано не как в Grafana",
  kindNotShown: (kind) => `Панели вида «${kind}» здесь не показываются.`,
  kindNotShownHint: "Всё остальное в этом дашборде работает.",
  viewerAway: "Просмотрщик не отвечает. Показано прежнее; всё продолжится само.",
  loginNeeded: "Нужно войти.",
  loginAgain: "Войти",
  prometheusAway: "Prometheus не отвечает",
  viewerSilent: "Просмотрщик не отвечает",

  valuesOf: (title) => `Значения панели «${title}»`,
  time: "Время",
  noValues: "За этот период значений нет.",
  chartLabel: (title, values) =>
    values === "" ? `${title}: график` : `${title}: график. Последние значения: ${values}`,
  andMore: (count) => `и ещё ${count}`,
  legend: "Легенда",
  seriesName: "Название",
  onlyThisSeries: "Только этот ряд; с Ctrl или Cmd: показать или скрыть",
  emptyValue: "–",
  sortBy: (column) => `Сортировать: ${column}`,

  firing: "Сработал",
  pending: "Ожидает",
  inactive: "Спокоен",
  noAlerts: "Алертов нет",
  since: (time) => `с ${time}`,

  panelsOfRow: (panels) => `(${panels} ${plural(panels, "панель", "панели", "панелей")})`,
  shortcuts: "Клавиши",
  shortcutGroupTime: "Период",
  shortcutGroupDashboard: "Дашборд",
  shortcutGroupPanel: "Панель в фокусе или под указателем",
  shortcutZoomOut: "Отдалить",
  shortcutBack: "Назад на половину периода",
  shortcutForward: "Вперёд на половину периода",
  shortcutAbsolute: "Сделать период точным",
  shortcutRefresh: "Обновить",
  shortcutSearch: "Найти дашборд",
  shortcutHelp: "Эта справка",
  shortcutEscape: "Закрыть, выйти из полного экрана",
  shortcutCollapse: "Свернуть или развернуть все ряды",
  shortcutTheme: "Следующая тема",
  shortcutView: "На весь экран и обратно",
  shortcutTable: "Показать таблицей значений",
  shortcutLegend: "Показать или скрыть легенду",
  then: "затем",
  or: "или",
};
