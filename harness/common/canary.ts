/**
 * Where the canary of a verify run is sent, with POST, before its first scenario. No operation may be listed for it:
 * it is the one write that is tried on purpose, and it must be refused.
 */
export const canaryPath = '/verdikjede-canary';
