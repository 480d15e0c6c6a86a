import type { PageState } from "../../model/types";
import { element } from "../dom";
import { icon, type IconName } from "../icons";
import { attachMenu } from "../overlay/menu";
import type { Texts } from "../texts/texts";
import { control } from "./control";

export interface PreferenceActions {
  state: () => PageState;
  chooseTheme: (theme: PageState["theme"]) => void;
  chooseLanguage: (language: PageState["language"]) => void;
  showShortcuts: () => void;
}

const themeIcons: Record<PageState["theme"], IconName> = { auto: "half", dark: "moon", light: "sun" };

/** Theme, language, and the list of shortcuts. */
export class Preferences {
  readonly root: HTMLElement;
  readonly #themeButton: HTMLButtonElement;

  constructor(
    texts: Texts,
    private readonly actions: PreferenceActions,
  ) {
    this.#themeButton = control("theme", texts.theme, []);
    const themes = { auto: texts.themeAuto, dark: texts.themeDark, light: texts.themeLight };
    const themeMenu = choiceMenu(
      this.#themeButton,
      texts.theme,
      themes,
      () => actions.state().theme,
      actions.chooseTheme,
    );
    const languageButton = control("language", texts.language, [icon("globe")]);
    const languages = { auto: texts.languageAuto, en: texts.languageEnglish, ru: texts.languageRussian };
    const languageMenu = choiceMenu(
      languageButton,
      texts.language,
      languages,
      () => actions.state().language,
      actions.chooseLanguage,
    );
    const help = control("shortcuts", texts.shortcuts, [icon("keyboard")], () => actions.showShortcuts());
    this.root = element(
      "div",
      { class: "header-group preferences" },
      this.#themeButton,
      themeMenu,
      languageButton,
      languageMenu,
      help,
    );
    this.update();
  }

  update(): void {
    this.#themeButton.replaceChildren(icon(themeIcons[this.actions.state().theme]));
  }
}

function choiceMenu<Value extends string>(
  button: HTMLButtonElement,
  label: string,
  names: Record<Value, string>,
  chosen: () => Value,
  choose: (value: Value) => void,
): HTMLElement {
  return attachMenu(button, label, () =>
    (Object.keys(names) as Value[]).map((value) => ({
      label: names[value],
      checked: value === chosen(),
      choose: () => choose(value),
    })),
  );
}
