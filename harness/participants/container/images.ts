import type { ContainerRuntimeClient } from 'testcontainers';
import { ImageName } from 'testcontainers';

/** The image of every service and the front, and of WireMock: the names to start them by. */
export interface Images {
  readonly service: string;
  readonly wiremock: string;
}

/** What can be had from a registry. Node and Java matter alone: our code and the jar are mounted. */
const fromRegistry: Images = { service: 'node:24-bookworm-slim', wiremock: 'wiremock/wiremock:3.13.2' };
/** What `.ci/images/build.sh` makes; wins where it is there. */
const builtHere: Images = { service: 'verdikjede/service:latest', wiremock: 'verdikjede/wiremock:latest' };

/** The images to use, pulled where the engine has them not; `missing` names those that cannot be had. */
export async function findImages(
  client: ContainerRuntimeClient,
  given: Partial<Images> = {},
  pulling: (image: string) => void = () => undefined,
): Promise<Images | { readonly missing: readonly string[] }> {
  const has = (image: string): Promise<boolean> => client.image.exists(ImageName.fromString(image));
  const choose = async (kind: keyof Images): Promise<string> =>
    given[kind] ?? ((await has(builtHere[kind])) ? builtHere[kind] : fromRegistry[kind]);
  const images = { service: await choose('service'), wiremock: await choose('wiremock') };
  const there = async (image: string): Promise<boolean> => {
    if (await has(image)) return true;
    pulling(image);
    return client.image.pull(ImageName.fromString(image)).then(
      () => true,
      () => false,
    );
  };
  const wanted = [...new Set(Object.values(images))];
  const found = await Promise.all(wanted.map(there));
  const missing = wanted.filter((_, i) => found[i] !== true);
  return missing.length === 0 ? images : { missing };
}
