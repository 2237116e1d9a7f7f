/** Whether something of namespace `own` with this `exportTo` is seen from another namespace: `*` is everywhere, `.` its own. */
export function isExportedTo(exportTo: readonly string[], own: string | undefined, viewer: string | undefined): boolean {
  return exportTo.some((each) => each === '*' || (each === '.' ? own === viewer : each === viewer));
}
