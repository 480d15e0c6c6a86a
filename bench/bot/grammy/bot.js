// The bot to compare with: grammY and prom-client, used as their documentation shows. It answers /start with one message.
//
//   node bot.js polling
//   node bot.js webhook PORT PATH SECRET
//
// The environment has BOT_TOKEN and TELEGRAM_API_URL.
'use strict';

const http = require('http');
const { Bot, webhookCallback } = require('grammy');
const { run } = require('@grammyjs/runner');
const prometheus = require('prom-client');

const processing = new prometheus.Histogram({ name: 'message_processing_time_seconds', help: 'Time to handle a message.' });
const online = new prometheus.Gauge({ name: 'users_online', help: 'Users online.' });

const bot = new Bot(process.env.BOT_TOKEN, { client: { apiRoot: process.env.TELEGRAM_API_URL } });

bot.command('start', async (context) => {
  const end = processing.startTimer();
  online.inc();
  await context.reply('Welcome to CourseBot! This bot sells courses and exports Prometheus metrics.');
  end();
});

bot.catch((error) => console.error(String(error)));

async function serveWebhook(port, path, secret) {
  const handle = webhookCallback(bot, 'http', { secretToken: secret });
  const server = http.createServer((request, response) => {
    if (request.url === path) handle(request, response);
    else response.writeHead(404).end();
  });
  server.listen(Number(port), '127.0.0.1');
  await bot.api.setWebhook(`https://bot.example${path}`, { secret_token: secret });
}

const [mode, port, path, secret] = process.argv.slice(2);
if (mode === 'webhook') serveWebhook(port, path, secret);
else run(bot);
