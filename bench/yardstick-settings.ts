/** What a yardstick is started with; the same names as the server's own. */
export function yardstickSettings() {
  const read = (name: string) => {
    const value = process.env[name];
    if (!value) throw new Error(`${name} is not set: yardsticks are started by the benchmark.`);
    return value;
  };
  return {
    port: Number(read('PORT')),
    channelSecret: read('LINE_CHANNEL_SECRET'),
    accessToken: read('LINE_CHANNEL_ACCESS_TOKEN'),
    lineOrigin: read('LINE_API_ORIGIN'),
  };
}
