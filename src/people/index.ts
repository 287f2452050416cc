export * from './erase-person';
export * from './person-directory';
export * from './retention';
