import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [svelte(), svelteTesting()],
  clearScreen: false,
  server: { port: 5173, strictPort: true },
  build: {
    // The oldest engine the window runs on: WebKitGTK 2.38, the counterpart of Safari 16.
    target: 'safari16',
    // `data:` is allowed for images only: fonts and the rest stay files.
    assetsInlineLimit: 0,
    // The window reads its files from the program itself: one big file is no slower than two.
    chunkSizeWarningLimit: 900,
    modulePreload: { polyfill: false },
  },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.ts'],
    setupFiles: ['src/test/setup.ts'],
    css: false,
  },
});
