import { findBrowser, howToGetBrowser } from '#harness/environment/tools/find-browser.ts';
import { findProgram } from '#harness/environment/tools/find-program.ts';
import { engine } from '#harness/participants/container/engine.ts';
import { findJava } from '#harness/participants/process/java.ts';

/** One thing that the harness uses from the machine. */
export interface Tool {
  readonly name: string;
  /** What it is for, in a few words. */
  readonly purpose: string;
  /** Where it is, or what it says of itself; undefined when it is not there. */
  readonly found: string | undefined;
  readonly howToGet: string;
  /** Debian packages that bring it; none when npm or the person must. */
  readonly debian: readonly string[];
}

const bySystem = (commands: Partial<Record<NodeJS.Platform, string>> & { linux: string }): string =>
  commands[process.platform] ?? commands.linux;

const howToGetK6 = (): string =>
  bySystem({
    linux: 'go install go.k6.io/k6@v1.8.1',
    darwin: 'brew install k6',
    win32: 'winget install GrafanaLabs.k6',
  });

const sshKeygen = (): Tool => ({
  name: 'ssh-keygen',
  purpose: 'signatures of change records, before a verify run',
  found: findProgram('ssh-keygen'),
  howToGet: bySystem({
    linux: 'apt-get install -y openssh-client',
    darwin: 'it comes with macOS: is /usr/bin on PATH?',
    win32: 'Settings, Optional features, OpenSSH Client',
  }),
  debian: ['openssh-client'],
});

/** All tools, looked up now. */
export async function lookUpTools(): Promise<
  Record<'engine' | 'browser' | 'java' | 'k6' | 'bubblewrap' | 'sshKeygen', Tool>
> {
  const [docker, java] = await Promise.all([engine(), findJava().catch(() => undefined)]);
  return {
    engine: {
      name: 'container engine',
      purpose: 'participants in containers; without one they run as processes',
      found:
        docker &&
        `${docker.info.containerRuntime.host} (server ${String(docker.info.containerRuntime.serverVersion)})`,
      howToGet: bySystem({
        linux: 'apt-get install -y docker.io, and start its daemon',
        darwin: 'install Docker Desktop or Colima: brew install colima docker && colima start',
        win32: 'install Docker Desktop with WSL 2',
      }),
      debian: ['docker.io'],
    },
    browser: {
      name: 'browser',
      purpose: 'the citizen’s pages',
      found: findBrowser(),
      howToGet: howToGetBrowser(),
      debian: ['chromium-headless-shell'],
    },
    java: {
      name: 'Java',
      purpose: 'WireMock, where participants run as processes',
      found: java && java.program,
      howToGet: bySystem({
        linux: 'apt-get install -y default-jre-headless',
        darwin: 'brew install openjdk@21',
        win32: 'winget install EclipseAdoptium.Temurin.21.JRE',
      }),
      debian: ['default-jre-headless'],
    },
    k6: {
      name: 'k6',
      purpose: 'load',
      found: findProgram('k6'),
      howToGet: howToGetK6(),
      debian: [],
    },
    sshKeygen: sshKeygen(),
    bubblewrap: {
      name: 'bubblewrap',
      purpose: 'the seal around a verify run (Linux); without it a container',
      found: findProgram('bwrap'),
      howToGet: bySystem({
        linux: 'apt-get install -y bubblewrap',
        darwin: 'not on macOS: test natively, verify in a Linux container',
        win32:
          'not on Windows: test natively, verify in WSL 2 (wsl --install), apt-get install -y bubblewrap there',
      }),
      debian: ['bubblewrap'],
    },
  };
}
