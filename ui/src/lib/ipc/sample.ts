/** Sample notes and a policy, written for the fake backend. */

import type { Metadata, Note, Policy, Registry, Side } from './types';

function meta(date: string | null, change: Partial<Metadata> = {}): Metadata {
  return {
    date,
    organization: 'tbs-sct',
    minister: 'PTB',
    status: 'draft',
    marking: 'Unclassified',
    tags: [],
    ...change,
  };
}

function side(title: string, change: Partial<Side> = {}): Side {
  return {
    title,
    question: '',
    response: '',
    if_pressed: [],
    background: '',
    additional_information: '',
    ...change,
  };
}

const assistants: Note = {
  reference: 'TBS-2026-QP-11-00012',
  meta: meta('2026-11-20', { status: 'in-translation', tags: ['artificial intelligence', 'privacy'] }),
  sides: {
    en: side('Use of writing assistants in the public service', {
      question:
        'How does the government make sure that employees use generative artificial intelligence responsibly?',
      response: [
        '- The public service uses **artificial intelligence** where it helps Canadians and where the risks are understood.',
        '- Every automated decision about a person is assessed before it is put to use, and the assessment is published.',
        '- Employees may use writing assistants for drafts, provided that:',
        '  - no personal or protected information is entered, and',
        '  - a person answers for the result. [@guide-assistants#2.1]',
      ].join('\n'),
      if_pressed: [
        {
          topic: 'Personal information',
          text: '- Personal information stays inside the government’s own systems.\n- The Privacy Commissioner was consulted on the guide.',
        },
        {
          topic: 'Job losses',
          text: '- These tools take over tasks, not jobs; training is open to every employee.',
        },
      ],
      background: [
        'The guide on writing assistants took effect in September 2026. It applies to every department named in Schedule I.',
        '| Quarter | Departments reporting | Assessments |\n| --- | --- | --- |\n| Q1 | 31 | 48 |\n| Q2 | 44 | 73 |',
      ].join('\n\n'),
      additional_information: 'Departments report twice a year.',
    }),
    fr: side('Utilisation d’assistants de rédaction dans la fonction publique', {
      question:
        'Comment le gouvernement s’assure-t-il que les employés utilisent l’intelligence artificielle générative de façon responsable?',
      response: [
        '- La fonction publique utilise l’**intelligence artificielle** là où elle aide la population et où les risques sont compris.',
        '- Toute décision automatisée au sujet d’une personne est évaluée avant sa mise en service, et l’évaluation est publiée.',
        '- Les employés peuvent se servir d’assistants de rédaction pour leurs ébauches, pourvu que\u00a0:',
        '  - aucun renseignement personnel ou protégé ne soit saisi;',
        '  - une personne réponde du résultat. [@guide-assistants#2.1]',
      ].join('\n'),
      if_pressed: [
        {
          topic: 'Renseignements personnels',
          text: '- Les renseignements personnels restent dans les systèmes du gouvernement.\n- Le Commissariat à la protection de la vie privée a été consulté.',
        },
      ],
      background:
        'Le guide sur les assistants de rédaction est en vigueur depuis septembre 2026. Il s’applique à tous les ministères de l’annexe I.',
    }),
  },
};

const others: Note[] = [
  {
    reference: 'TBS-2026-QP-11-00011',
    meta: meta('2026-11-19', { status: 'approved', tags: ['official languages'] }),
    sides: {
      en: side('Bilingual services at the counter', {
        question: 'Why do some offices still offer service in one language only?',
        response:
          '- Canadians have the right to be served in the official language of their choice.\n- Offices that fall short have a plan and a date.',
        background: 'The new regulations are being phased in until 2027.',
      }),
      fr: side('Services bilingues au comptoir', {
        question: 'Pourquoi certains bureaux n’offrent-ils encore le service que dans une langue?',
        response:
          '- La population a le droit d’être servie dans la langue officielle de son choix.\n- Les bureaux en retard ont un plan et une échéance.',
        background: 'Le nouveau règlement s’applique graduellement jusqu’en 2027.',
      }),
    },
  },
  {
    reference: 'TBS-2026-QP-11-00009',
    meta: meta('2026-11-17', { status: 'in-review', marking: 'Protected A', tags: ['digital government'] }),
    sides: {
      en: side('Replacing the old pay system', {
        question: 'When will every employee be paid on time?',
        response:
          '- Being paid correctly and on time is not negotiable.\n- The new system is tested with three departments before it goes further.',
        background: 'The pilot started in the spring.',
      }),
      fr: null,
    },
  },
  {
    reference: 'TBS-2026-QP-10-00031',
    meta: meta('2026-10-28', { status: 'approved', tags: ['access to information'] }),
    sides: {
      en: side('Delays in answering access requests', {
        question: 'Why do access to information requests take so long?',
        response:
          '- More than seven in ten requests are answered within the time allowed.\n- A new platform is used by 220 institutions.',
      }),
      fr: side('Retards dans les réponses aux demandes d’accès', {
        question: 'Pourquoi les demandes d’accès à l’information prennent-elles autant de temps?',
        response:
          '- Plus de sept demandes sur dix reçoivent une réponse dans le délai permis.\n- Une nouvelle plateforme sert 220 institutions.',
      }),
    },
  },
  {
    reference: 'TBS-2026-QP-06-00004',
    meta: meta('2026-06-12', { status: 'archived', tags: ['public service'] }),
    sides: {
      en: side('Days in the office', {
        question: 'Will the rule on days in the office change?',
        response: '- Working together on site serves teams and Canadians.',
      }),
      fr: side('Jours au bureau', {
        question: 'La règle sur les jours au bureau changera-t-elle?',
        response: '- Travailler ensemble sur place sert les équipes et la population.',
      }),
    },
  },
];

export const sampleNotes: Note[] = [assistants, ...others];

export const samplePolicies: Policy[] = [
  {
    slug: 'guide-assistants',
    source: 'https://example.gc.ca/guide-assistants',
    kind: 'document',
    instrument: '',
    issued: '2026-09-01',
    modified: '2026-10-15',
    sides: {
      en: {
        title: 'Guide on writing assistants',
        excerpts: [
          {
            anchor: 'purpose',
            label: '',
            heading: 'Purpose',
            level: 1,
            text: 'This guide says how employees may use writing assistants in their work.',
          },
          { anchor: 'requirements', label: '2', heading: 'Requirements', level: 1, text: '' },
          {
            anchor: '2.1',
            label: '2.1',
            heading: '',
            level: 0,
            text: 'Employees answer for the text that they send, whatever tool helped to write it.',
          },
          {
            anchor: '2.2',
            label: '2.2',
            heading: '',
            level: 0,
            text: 'Employees do not enter:\n\n- personal information;\n- protected or classified information.',
          },
          {
            anchor: 'reporting',
            label: '3',
            heading: 'Reporting',
            level: 1,
            text: 'Departments report twice a year on the assistants in use.',
          },
        ],
      },
      fr: {
        title: 'Guide sur les assistants de rédaction',
        excerpts: [
          {
            anchor: 'objet',
            label: '',
            heading: 'Objet',
            level: 1,
            text: 'Ce guide précise comment les employés peuvent se servir d’assistants de rédaction.',
          },
          { anchor: 'exigences', label: '2', heading: 'Exigences', level: 1, text: '' },
          {
            anchor: '2.1',
            label: '2.1',
            heading: '',
            level: 0,
            text: 'Les employés répondent du texte qu’ils envoient, quel que soit l’outil qui a aidé à l’écrire.',
          },
          {
            anchor: '2.2',
            label: '2.2',
            heading: '',
            level: 0,
            text: 'Les employés ne saisissent pas\u00a0:\n\n- de renseignements personnels;\n- de renseignements protégés ou classifiés.',
          },
          {
            anchor: 'rapports',
            label: '3',
            heading: 'Rapports',
            level: 1,
            text: 'Les ministères font rapport deux fois l’an sur les assistants utilisés.',
          },
        ],
      },
    },
  },
  {
    slug: 'notice-social-media',
    source: null,
    kind: 'document',
    instrument: '',
    issued: '2026-03-02',
    modified: null,
    sides: {
      en: {
        title: 'Notice on official social media accounts',
        excerpts: [
          {
            anchor: '1',
            label: '1',
            heading: 'Advertising',
            level: 1,
            text: 'Paid advertising needs the approval of the head of communications.',
          },
        ],
      },
      fr: null,
    },
  },
];

export const sampleRegistry: Registry = {
  organizations: [
    {
      code: 'tbs-sct',
      name: { en: 'Treasury Board of Canada Secretariat', fr: 'Secrétariat du Conseil du Trésor du Canada' },
      holder: null,
    },
    { code: 'hc-sc', name: { en: 'Health Canada', fr: 'Santé Canada' }, holder: null },
    { code: 'ssc-spc', name: { en: 'Shared Services Canada', fr: 'Services partagés Canada' }, holder: null },
  ],
  ministers: [
    {
      code: 'PTB',
      name: { en: 'President of the Treasury Board', fr: 'Président du Conseil du Trésor' },
      holder: { en: 'Doe, Jane (Hon.)', fr: 'Doe, Jane (L’hon.)' },
    },
    { code: 'HEAL', name: { en: 'Minister of Health', fr: 'Ministre de la Santé' }, holder: null },
  ],
};
