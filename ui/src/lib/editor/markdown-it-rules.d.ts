// Types of the markdown-it rules that the dialect wraps; the package ships them without.

declare module 'markdown-it/lib/rules_block/reference.mjs' {
  import type StateBlock from 'markdown-it/lib/rules_block/state_block.mjs';
  export default function reference(
    state: StateBlock,
    startLine: number,
    endLine: number,
    silent: boolean,
  ): boolean;
}

declare module 'markdown-it/lib/rules_block/table.mjs' {
  import type StateBlock from 'markdown-it/lib/rules_block/state_block.mjs';
  export default function table(
    state: StateBlock,
    startLine: number,
    endLine: number,
    silent: boolean,
  ): boolean;
}

declare module 'markdown-it/lib/rules_inline/image.mjs' {
  import type StateInline from 'markdown-it/lib/rules_inline/state_inline.mjs';
  export default function image(state: StateInline, silent: boolean): boolean;
}

declare module 'markdown-it/lib/rules_inline/link.mjs' {
  import type StateInline from 'markdown-it/lib/rules_inline/state_inline.mjs';
  export default function link(state: StateInline, silent: boolean): boolean;
}

declare module 'markdown-it/lib/rules_inline/newline.mjs' {
  import type StateInline from 'markdown-it/lib/rules_inline/state_inline.mjs';
  export default function newline(state: StateInline, silent: boolean): boolean;
}
