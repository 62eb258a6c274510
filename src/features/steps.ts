/** Next steps that several features tell. */

/** A command would overwrite the .env that a project may have. */
export const fillInVariables =
  'Copy what .env.example lists to .env, and fill in what is empty there';
