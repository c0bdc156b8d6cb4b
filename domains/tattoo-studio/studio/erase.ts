import type { Holder } from 'parley';
import { type DataSource, In } from 'typeorm';
import { appointmentTable, clientTable } from './tables.js';

/** What the studio's books hold of a person: appointments that were made in their conversations, and the client. */
export function booksHolder(database: DataSource): Holder {
  return {
    name: 'appointments with their clients (those to come are called off)',
    count: ({ conversationIds }) =>
      database.getRepository(appointmentTable).countBy({ conversationId: In([...conversationIds]) }),
    erase: ({ conversationIds }) =>
      database.transaction(async (manager) => {
        const where = { conversationId: In([...conversationIds]) };
        const clients = (await manager.findBy(appointmentTable, where)).map(({ clientId }) => clientId);
        // The hours that an appointment takes go with it: the database sees to that.
        await manager.delete(appointmentTable, where);
        for (const id of new Set(clients)) {
          const others = await manager.countBy(appointmentTable, { clientId: id });
          if (others === 0) await manager.delete(clientTable, { id });
        }
      }),
  };
}
