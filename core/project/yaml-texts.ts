/** A row of the error table for a mistake in a file: the caller who sent it can mend it, so HTTP says 400. */
export const badFile = (message: string, remedy: string) => ({ status: 400, message, remedy });

/** What can be wrong with a file as such, and with the shape of its YAML. */
export const yamlTexts = {
  CONFIG_VARIABLE_MISSING: badFile(
    'The environment variable {variable} is not set.',
    'Set {variable} in the environment, or write the value in place of the reference.',
  ),
  FILE_NOT_UTF8: badFile(
    'The file is not valid UTF-8.',
    'Save the file in the encoding UTF-8; this line is the first bad one.',
  ),
  FILE_UNREADABLE: badFile('The file cannot be read: {reason}.', 'Check that it is a file and that you may read it.'),
  PROJECT_INVALID: badFile(
    'The project has {count}:\n{list}\n',
    'Mend them and run `parley validate` until it reports none.',
  ),
  YAML_ALIAS_BOMB: badFile(
    'The aliases (`*name`) of this file stand for too much, or for themselves.',
    'Write the values out in place of the aliases.',
  ),
  YAML_ALIAS_UNKNOWN: badFile(
    'The alias `*{name}` stands for nothing: no `&{name}` comes before it in this file.',
    'Write the value out, or put a text that begins with `*` in quotes.',
  ),
  YAML_DUPLICATE_KEY: badFile(
    'The key "{key}" is written twice; the first time in line {line}.',
    'Keep one of them, or merge what they hold.',
  ),
  YAML_KEY_NOT_TEXT: badFile(
    'A key must be a name.',
    'Write `name: value`; put the name in quotes if it has special signs.',
  ),
  YAML_NOT_BOOLEAN: badFile(
    '{what} must be true or false, not {found}.',
    'Write `true` or `false` without quotes; `yes` and `no` are plain text in YAML 1.2.',
  ),
  YAML_NOT_LIST: badFile('{what} must be a list, not {found}.', 'Write each item on a line of its own, after `- `.'),
  YAML_NOT_MAP: badFile('{what} must be a map, not {found}.', 'Write `key: value` lines, indented alike.'),
  YAML_NOT_NUMBER: badFile(
    '{what} must be a number, not {found}.',
    'Write a number without quotes, such as 60 or 0.5.',
  ),
  YAML_NOT_TEXT: badFile(
    '{what} must be text, not {found}.',
    'Write the text after the colon or the dash, in quotes if in doubt.',
  ),
  YAML_SYNTAX: badFile('This is not valid YAML: {reason}', '{hint}'),
  YAML_TAG_UNKNOWN: badFile('{reason}.', 'Leave the tag (`!name`) out, or put the value in quotes.'),
  YAML_UNKNOWN_KEY: badFile('{what} has no key "{key}".', '{hint} Known keys: {known}.'),
  YAML_KEY_MISSING: badFile('{what} needs the key "{key}".', 'Add `{key}: …` to it.'),
} as const;
