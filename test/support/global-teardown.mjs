export default async function stopPostgres() {
  await globalThis.madobeTestPostgres?.stop();
}
