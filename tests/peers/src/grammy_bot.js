// A small bot on grammY, which knows nothing of the simulator:   node grammy_bot.js API_URL [WEBHOOK_JSON]
//
// The token is in BOT_TOKEN. With WEBHOOK_JSON, {"port":N,"url":"…","secret":"…","key":"FILE","certificate":"FILE"}, it
// listens on that port instead of polling; key and certificate are left out where it speaks plain HTTP. Prints "ready"
// once it listens for updates.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { Bot, InlineKeyboard, InputFile, webhookCallback } from "grammy";

const [apiRoot, webhookJson] = process.argv.slice(2);
const bot = new Bot(process.env.BOT_TOKEN, { client: { apiRoot } });

bot.command("start", (ctx) => ctx.reply(`Hello, ${ctx.from.first_name}!`));
bot.command("buy", (ctx) =>
  ctx.replyWithInvoice("Course", "All its lessons", "order-1", "XTR", [{ label: "Course", amount: 250 }]));
bot.command("menu", (ctx) => ctx.reply("Choose", { reply_markup: new InlineKeyboard().text("One", "choose:1") }));
bot.command("copy", (ctx) => ctx.copyMessage(ctx.chat.id));
bot.command("forward", (ctx) => ctx.forwardMessage(ctx.chat.id));
bot.command("file", (ctx) => ctx.replyWithDocument(new InputFile(Buffer.from("1;2\n"), "table.csv")));
bot.command("code", (ctx) =>
  ctx.reply("x = 1", { entities: [{ type: "pre", offset: 0, length: 5, language: "python" }] }));
bot.on("pre_checkout_query", (ctx) => ctx.answerPreCheckoutQuery(true));
bot.on("message:successful_payment", (ctx) =>
  ctx.reply(`Paid: ${ctx.message.successful_payment.telegram_payment_charge_id}`));
bot.callbackQuery(/^choose:(\d+)$/, async (ctx) => {
  await ctx.answerCallbackQuery();
  await ctx.editMessageText(`Chosen: ${ctx.match[1]}`);
});
bot.on("message:text", (ctx) =>
  ctx.reply(ctx.message.reply_to_message ? `${ctx.message.reply_to_message.text} → ${ctx.message.text}`
    : ctx.message.text));
bot.catch((error) => console.error("failed:", error.message));

const ready = () => console.log("ready");

async function receiveByWebhook({ port, url, secret, key, certificate }) {
  const callback = webhookCallback(bot, key ? "https" : "http", { secretToken: secret });
  const server = key ? createTlsServer({ key: readFileSync(key), cert: readFileSync(certificate) }, callback)
    : createServer(callback);
  await new Promise((listening) => server.listen(port, "127.0.0.1", listening));
  await bot.api.setWebhook(url, {
    secret_token: secret, max_connections: 10, ...(certificate && { certificate: new InputFile(certificate) }) });
  ready();
}

if (webhookJson) await receiveByWebhook(JSON.parse(webhookJson));
else await bot.start({ onStart: ready });
