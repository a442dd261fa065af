/** @type {import('@sveltejs/vite-plugin-svelte').SvelteConfig} */
export default {
  // The content-security policy allows no injected <style>: compiled CSS is a file.
  compilerOptions: { css: 'external', runes: true },
};
