import { dirname } from 'node:path';
import { systemClock } from '#harness/common/clock.ts';
import { readServiceConfig } from '#mocks/kit/read-service-config.ts';
import { runService } from '#mocks/kit/run-service.ts';
import { createApp } from './create-app.ts';

const config = readServiceConfig();
void runService(createApp(config, systemClock, dirname(process.argv[2] ?? '.')), config);
