// Articles to try: our own, each with damage of another origin.

import exported from "../samples/export.html";
import model from "../samples/model.md";
import spun from "../samples/spun.txt";
import translated from "../samples/translated.md";

import { get, make } from "./dom.js";

const TEXTS = [
  { name: "A translated notice", from: "machine translation", text: translated },
  { name: "A museum from a CMS", from: "an export to HTML", text: exported },
  { name: "A model's README", from: "a language model", text: model },
  { name: "A spun listicle", from: "article spinning", text: spun },
];

export const samples = TEXTS.map((sample, at) => ({
  ...sample,
  /** Offers it in the menu and in the welcome; `take` is called when it is chosen. */
  show(take) {
    const select = get("samples");
    select.add(new Option(sample.name, String(at)));
    select.addEventListener("change", () => {
      if (select.value === String(at)) {
        select.value = "";
        take();
      }
    });
    const button = make("button", { type: "button", onclick: take }, make("strong", {}, sample.name), make("span", {}, sample.from));
    get("sample-list").append(make("li", {}, button));
  },
}));
