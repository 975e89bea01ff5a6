import { defineConfig } from "html-validate";

export default defineConfig({
  root: true,
  extends: ["html-validate:standard"],
  // The standard no longer counts a fold among sectioning content, so it may stand in the heading of a row.
  elements: ["html5", { details: { inherit: "details", sectioning: false } }],
  rules: {
    "no-inline-style": "off", // a matter of taste; charts hand their figures to the style sheet this way
  },
});
