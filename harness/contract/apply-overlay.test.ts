import { expect, test } from '@playwright/test';
import { inProject } from '../environment/project-root.ts';
import { readYaml } from '../environment/read-yaml.ts';
import { applyOverlay, overlaySchema, type Overlay } from './apply-overlay.ts';

const overlay = (...actions: Omit<Overlay['actions'][number], 'description'>[]): Overlay => ({
  overlay: '1.0.0',
  info: { title: 'test', version: '1' },
  actions: actions.map((action) => ({ description: 'test', ...action })),
});
const document = () => ({
  security: [{ Bearer: [] }],
  paths: {
    '/a': {
      get: {
        parameters: [
          { name: 'x', schema: { type: 'string' } },
          { name: 'y', schema: { type: 'string' } },
        ],
        responses: { '200': {} },
      },
    },
    '/b': { get: { responses: { '200': {} } }, post: { responses: { '201': { description: 'made' } } } },
  },
});

test('an update is merged into every place that the target has, and the document stays as it was', () => {
  const before = document();
  const after = applyOverlay(
    before,
    overlay(
      { target: '$.paths.*.*.responses', update: { '401': { description: 'no' } } },
      { target: "$.paths['/b'].post.responses['201']", update: { headers: { Location: {} } } },
    ),
  );
  expect(after).toMatchObject({
    paths: {
      '/a': { get: { responses: { '200': {}, '401': { description: 'no' } } } },
      '/b': {
        get: { responses: { '401': { description: 'no' } } },
        post: { responses: { '201': { description: 'made', headers: { Location: {} } } } },
      },
    },
  });
  expect(before).toEqual(document());
});

test('a list item is found by what it has, and a key or an item can be removed', () => {
  const after = applyOverlay(
    document(),
    overlay(
      { target: '$.security', remove: true },
      { target: "$.paths.*.get.parameters[?@.name == 'y'].schema", update: { enum: ['2'] } },
      { target: "$.paths['/a'].get.parameters[?@.name == 'x']", remove: true },
    ),
  );
  expect(after).toMatchObject({
    paths: { '/a': { get: { parameters: [{ name: 'y', schema: { type: 'string', enum: ['2'] } }] } } },
  });
  expect(after).not.toHaveProperty('security');
});

test('what is updated in one place does not show in another', () => {
  const after = applyOverlay(
    document(),
    overlay(
      { target: '$.paths.*.get.responses', update: { '401': { content: {} } } },
      { target: "$.paths['/a'].get.responses['401'].content", update: { json: 1 } },
    ),
  );
  expect(after).toMatchObject({
    paths: { '/b': { get: { responses: { '401': { content: {} } } } } },
  });
  expect(JSON.stringify(after).match(/json/g)).toHaveLength(1);
});

for (const target of ['$.paths.missing', "$.paths['/b'].put", "$.paths.*.get.parameters[?@.name == 'z']"]) {
  test(`a target that the document does not have is refused: ${target}`, () => {
    expect(() => applyOverlay(document(), overlay({ target, update: {} }))).toThrow(/does not have/);
  });
}

for (const target of ['paths', '$paths', '$..paths', '$.paths[0]', "$.paths['/a", '$.paths[?@.name > 1]']) {
  test(`a target in other words is refused: ${target}`, () => {
    expect(() => applyOverlay(document(), overlay({ target, update: {} }))).toThrow(/can't be read from/);
  });
}

test('our overlay is an overlay', () => {
  const { problems } = readYaml(inProject('harness', 'contract', 'msh-api-v2.overlay.yaml'), overlaySchema);
  expect(problems).toEqual([]);
});
