import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openBooks } from './books.js';
import { openChats } from './chat.js';

describe('a conversation with Ozzy', () => {
  let books: Awaited<ReturnType<typeof openBooks>>;
  let chats: Awaited<ReturnType<typeof openChats>>;
  let people = 0;

  beforeAll(async () => {
    books = await openBooks();
    chats = await openChats(books.studio);
  });
  afterEach(() => expect(chats.problems).toEqual([]));
  afterAll(() => books.close());

  const person = () => {
    people += 1;
    return chats.chat(`person ${people}`);
  };
  /** Says all of it, and gives the last answer. */
  const tells = async (user: ReturnType<typeof person>, ...messages: string[]) => {
    let answer = '';
    for (const message of messages) answer = await user.says(message);
    return answer;
  };
  /** Up to the question whether it shall be booked. */
  const upToConfirmation = (user: ReturnType<typeof person>, day: string, time: string, mail = 'ann@example.com') =>
    tells(
      user,
      '/book_appointment{"style":"fine line","body_part":"wrist","size":"small","artist":"Mara Voss"}',
      `/inform{"date":"${day}"}`,
      `/inform{"time":"${time}"}`,
      'Ann Lee',
      mail,
    );

  it('leaves a form only for a stop that is meant', async () => {
    const user = person();
    await tells(user, '/book_appointment{"style":"fine line","body_part":"wrist"}');
    expect(await user.says('/stop@0.4')).toMatch(/How big/);
    expect(user.tracker.activeLoop).toBeDefined();
    await user.says('/stop@0.9');
    expect(user.tracker.activeLoop).toBeUndefined();
  });

  it('offers a person when the second message in a row was nothing to go by either', async () => {
    const user = person();
    await user.says('/inform');
    expect(await user.says('/nlu_fallback')).toMatch(/Talk to a person|hand you over/);
  });

  it('puts the pictures that somebody sends into the booking', async () => {
    const user = person();
    const picture = (media: string) => ({ attachments: [{ kind: 'photo', mime: 'image/jpeg', size: 9, media }] });
    await user.says('/book_appointment{"body_part":"wrist","size":"small","artist":"Mara Voss"}');
    expect(await user.says('[photo]', picture('moth'))).toMatch(/Which day suits you/);
    expect(await user.says('[photo]', picture('wrist'))).toMatch(
      /Got it, the picture goes with your booking.*Which day/s,
    );
    await tells(user, '/inform{"date":"2026-12-15"}', '/inform{"time":"15:00"}', 'Ann Lee', 'pia@example.com');
    expect(await user.says('/affirm')).toMatch(/Your pictures are with it/);
    const [appointment] = await books.studio.upcoming({ contact: 'pia@example.com' }, new Date(0));
    expect(appointment).toMatchObject({ idea: 'the piece in the picture', pictures: ['moth', 'wrist'] });
  });

  it('guides from an idea to an artist, a price and a consultation', async () => {
    const user = person();
    expect(await user.says('/book_consultation')).toMatch(/What should the tattoo show\?/);
    expect(await user.says('a koi swimming upstream')).toMatch(/\[Japanese\]/);
    const plan = await tells(
      user,
      '/inform{"style":"open"}',
      '/inform{"body_part":"right calf"}',
      '/inform{"size":"9 inches"}',
      '/inform{"color":"color"}',
      '/inform{"budget":"$600"}',
    );
    expect(plan).toMatch(/Kenji Sato, who specialises in japanese/);
    expect(plan).toMatch(/\$1,210–\$1,820/);
    expect(plan).toMatch(/\$600 is below that/);
    expect(await user.says('/affirm')).toMatch(/Kenji’s next free days/);
    expect(await tells(user, '/inform{"date":"friday","time":"3pm"}', 'Tom', 'tom@example.com')).toMatch(
      /Consultation about a koi.*\n.*Kenji Sato\n.*Friday, October 16 at 3 pm, 30 minutes\n.*free/,
    );
    expect(await user.says('/affirm')).toMatch(/TAT-\d{4}.*Kenji Sato/);
  });

  it('books with all the answers in one message, and asks only for a yes', async () => {
    const answer = await person().says(
      '/book_appointment{"style":"dotwork","body_part":"calf","size":"small","artist":"Freya Lind","date":"friday","time":"noon","name":"Bea","email":"bea@example.com"}',
    );
    expect(answer).toMatch(/Freya Lind[\s\S]*Friday, October 16 at noon, 1 hour[\s\S]*Shall I book it\?/);
  });

  it('answers a question in the middle and takes up the form again', async () => {
    const user = person();
    const asked = await user.says('/book_appointment{"style":"blackwork"}');
    const answer = await user.says('/ask_hours');
    expect(answer).toMatch(/11 am to 7 pm/);
    expect(answer.endsWith(asked)).toBe(true);
  });

  it('says when the studio is closed, the artist is off or the hour is past closing', async () => {
    const user = person();
    await user.says('/book_appointment{"style":"fine line","body_part":"wrist","size":"small","artist":"Mara Voss"}');
    expect(await user.says('/inform{"date":"sunday"}')).toMatch(/We’re closed on Sundays/);
    expect(await user.says('/inform{"date":"friday"}')).toMatch(/Mara isn’t in on Friday, October 16/);
    expect(await tells(user, '/inform{"date":"thursday"}', '/inform{"time":"20:00"}')).toMatch(
      /We’re open 11 am to 7 pm/,
    );
  });

  it('lets people change their mind before they say yes', async () => {
    const user = person();
    expect(await upToConfirmation(user, 'wednesday', '11am')).toMatch(/Wednesday, October 14 at 11 am/);
    expect(await user.says('/inform{"date":"saturday"}')).toMatch(/Saturday, October 17 at 11 am/);
    expect(await user.says('/affirm{"time":"noon"}')).toMatch(/Saturday, October 17 at noon[\s\S]*Shall I book it\?/);
    expect(await user.says('another day')).toMatch(/Which day suits you\?/);
  });

  it('takes the suggested artist, the earliest day and the first hour when people leave it to the studio', async () => {
    const user = person();
    const wish = '/book_appointment{"style":"watercolor","body_part":"calf","size":"small"}';
    expect(await user.says(wish)).toMatch(/I’d suggest \*\*Aisha Rahman/);
    const answer = await tells(user, '/affirm', 'the earliest', 'any time', 'Lea', 'lea@example.com');
    expect(answer).toMatch(/Aisha Rahman\n.*Wednesday, October 14 at 11 am/);
  });

  it('takes no yes for a name', async () => {
    const user = person();
    await user.says(
      '/book_appointment{"style":"dotwork","body_part":"calf","size":"small","artist":"Freya Lind","date":"tuesday","time":"5pm"}',
    );
    expect(await user.says('/affirm')).toMatch(/I need a name/);
    expect(await user.says('Lea')).toMatch(/phone number or mail address/);
  });

  it('books nothing after a second no', async () => {
    const user = person();
    await upToConfirmation(user, 'wednesday', '11am');
    expect(await user.says('/deny')).toMatch(/What should be different/);
    expect(await user.says('/deny')).toMatch(/Nothing you hadn't confirmed is booked/);
  });

  it('stops when asked to', async () => {
    const user = person();
    expect(await tells(user, '/book_appointment', '/stop')).toMatch(/I've stopped/);
    expect(user.tracker.activeLoop).toBeUndefined();
  });

  it('gives the hour to one of two people who say yes at the same moment', async () => {
    const [one, other] = [person(), person()];
    await upToConfirmation(one, 'the 21st', 'noon');
    await upToConfirmation(other, 'the 21st', 'noon');
    const answers = await Promise.all([one.says('/affirm'), other.says('/affirm')]);
    expect(answers.filter((answer) => answer.includes('Done!'))).toHaveLength(1);
    const [late] = answers.filter((answer) => !answer.includes('Done!'));
    expect(late).toMatch(/Somebody just took noon[\s\S]*\[11 am\]/);
  });

  it('moves and cancels without asking for a reference in the same chat', async () => {
    const user = person();
    await tells(
      user,
      '/book_appointment{"appointment_kind":"piercing","body_part":"septum","date":"friday","time":"15:00"}',
    );
    expect(await tells(user, 'Kim', '603 555 0111', '/affirm')).toMatch(
      /Nia Brooks expects you on Friday, October 16 at 3 pm/,
    );
    expect(await user.says('/reschedule_appointment')).toMatch(/is on Friday, October 16 at 3 pm/);
    const moved = await tells(user, '/inform{"date":"saturday"}', '/inform{"time":"half past two"}', '/affirm');
    expect(moved).toMatch(/is now on Saturday, October 17 at 2:30 pm/);
    expect(await user.says('/check_appointment')).toMatch(/Saturday, October 17 at 2:30 pm/);
    expect(await tells(user, '/cancel_appointment', '/affirm')).toMatch(/Cancelled/);
    expect(await user.says('/check_appointment')).toMatch(/Which appointment is it\?/);
  });

  it('finds an appointment by mail address from another chat', async () => {
    const user = person();
    await upToConfirmation(user, 'the 28th', '11am', 'rare@example.com');
    await user.says('/affirm');
    expect(await tells(person(), '/cancel_appointment', 'rare@example.com')).toMatch(
      /Mara Voss on Wednesday, October 28/,
    );
  });

  it('shows how a price comes about', async () => {
    const user = person();
    expect(await user.says('/ask_price_estimate')).toMatch(/How big should it be\?/);
    const price = await tells(
      user,
      '/inform{"size":"palm-sized"}',
      '/inform{"body_part":"ribs"}',
      '/inform{"style":"japanese"}',
    );
    expect(price).toMatch(
      /\*\*\$460–\$760\*\*[\s\S]*Japanese.*\+15 %[\s\S]*Ribs.*\+20 %[\s\S]*Kenji Sato: \$220 an hour/,
    );
  });

  it('sends people with warning signs to a doctor', async () => {
    expect(await person().says('/report_healing_problem')).toMatch(/911/);
  });

  it('falls silent when a person takes over', async () => {
    const user = person();
    expect(await tells(user, '/book_appointment', '/speak_to_human')).toMatch(/handing you over/);
    expect(await user.says('/greet')).toBe('');
  });

  it('takes a complaint in earnest: yes means a person', async () => {
    expect(await tells(person(), '/make_complaint', '/affirm')).toMatch(/handing you over/);
  });
});
