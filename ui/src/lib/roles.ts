// What somebody or something does in an event, as the rooms say it.

const ROLES: Record<string, string> = {
  agent: "who", patient: "whom or what", recipient: "to whom", theme: "what", place: "where", from: "from where",
  to: "to where", instrument: "by what", purpose: "what for",
};

export function inRole(role: string): string {
  return ROLES[role] ?? role;
}
