import { createServer } from 'node:http';
import { Server } from 'socket.io';

/** A bare Socket.IO echo in the words of the web channel, so that the same clients can talk to it. */
const http = createServer();
const io = new Server(http, { serveClient: false });
io.on('connection', (socket) => {
  socket.on('session_request', (data: { session_id: string }) => socket.emit('session_confirm', data.session_id));
  socket.on('user_uttered', (data: { message: string }) => socket.emit('bot_uttered', { text: data.message }));
});
http.listen(0, 'localhost', () => {
  const address = http.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  console.log(`Health http://localhost:${port}/health`);
});
process.once('SIGTERM', () => process.exit(0));
