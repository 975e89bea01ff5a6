// Takes the pictures of the README from a built site, with the Chromium and the Playwright of the browser tests.
//
//   roi-spec build specs -o site && node tools/make_pictures.mjs site docs/pictures [chromium]
//
// They are taken at half the size of the window's and then have 64 colours, by `tools/few_colours.py`.
