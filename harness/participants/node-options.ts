/**
 * Options of Node for every service and the front: it never looks behind a link. npm makes none in a checkout, and
 * to look for one at each step of each path costs a tenth of a start.
 */
export const nodeOptions = ['--preserve-symlinks', '--preserve-symlinks-main'] as const;
