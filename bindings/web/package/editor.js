// For builders of CMS: `mark` shows what is damaged in a textarea or in a contenteditable while somebody types, and
// `defineEditor` defines the element <copydesk-editor>, which wraps such a field and lists what was found beneath it.

export { mark } from "./editor/marker.js";
export { defineEditor } from "./editor/element.js";
