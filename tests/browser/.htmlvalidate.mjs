import { defineConfig } from "html-validate";

export default defineConfig({
  root: true,
  extends: ["html-validate:standard"],
  rules: {
    "no-inline-style": "off", // a matter of taste; charts hand their figures to the style sheet this way
  },
});
