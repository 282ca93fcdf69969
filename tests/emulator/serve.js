// Serves the emulator on 127.0.0.1 at the port that is named, until standard input ends.

const TelegramServer = require("telegram-test-api");

const [port] = process.argv.slice(2);
const server = new TelegramServer({ port: Number(port), host: "127.0.0.1", storeTimeout: 86400 });

server.start().then(() => console.log("ready"));
process.stdin.resume();
process.stdin.on("end", () => process.exit(0));
