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
bot.command("invite", async (ctx) => {
  const link = await bot.api.createChatInviteLink(Number(ctx.match), { name: "course", creates_join_request: true });
  await ctx.reply("Come in", { reply_markup: new InlineKeyboard().url("Open", link.invite_link) });
});
bot.command("remove", (ctx) => bot.api.banChatMember(Number(ctx.match), ctx.from.id));
bot.on("chat_join_request", (ctx) => ctx.approveChatJoinRequest(ctx.from.id));
bot.on("chat_member", (ctx) => bot.api.sendMessage(ctx.chatMember.new_chat_member.user.id,
  `${ctx.chatMember.chat.title}: ${ctx.chatMember.new_chat_member.status}`));
bot.on("message:photo", (ctx) => ctx.replyWithPhoto(ctx.message.photo.at(-1).file_id, {
  caption: ctx.message.caption, caption_entities: ctx.message.caption_entities, protect_content: true }));
bot.on("message:poll", (ctx) => {
  const { options, correct_option_ids: correct = [] } = ctx.message.poll;
  return ctx.reply(`Correct: ${correct.map((each) => options[each].text).join(", ") || "?"}`);
});
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

const updates = ["message", "callback_query", "pre_checkout_query", "chat_join_request", "chat_member"];
const ready = () => console.log("ready");

async function receiveByWebhook({ port, url, secret, key, certificate }) {
  const callback = webhookCallback(bot, key ? "https" : "http", { secretToken: secret });
  const server = key ? createTlsServer({ key: readFileSync(key), cert: readFileSync(certificate) }, callback)
    : createServer(callback);
  await new Promise((listening) => server.listen(port, "127.0.0.1", listening));
  await bot.api.setWebhook(url, {
    secret_token: secret, max_connections: 10, allowed_updates: updates, ...(certificate && { certificate: new InputFile(certificate) }) });
  ready();
}

if (webhookJson) await receiveByWebhook(JSON.parse(webhookJson));
else await bot.start({ onStart: ready, allowed_updates: updates });
