// Pasting.
import { Extension } from '@tiptap/core';

export const PasteRules = Extension.create({ name: 'pasteRules' });
