// A Bot API server that somebody else wrote:   node telegram_test_api.js PORT      Prints "ready" once it answers.
// Its users act by HTTP as well: POST /sendMessage, /sendCommand, /sendCallback, /getUpdatesHistory.
import TelegramServer from "telegram-test-api";

const server = new TelegramServer({ port: Number(process.argv[2]), host: "127.0.0.1", storeTimeout: 600 });
await server.start();
console.log("ready");
