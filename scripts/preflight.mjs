import { accessSync, constants, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";

// What has to be so before anything is done. Each answers with one line for people, or null when all is well.

/** Node 20.19 or newer. */
export function nodeProblem(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > 20 || (major === 20 && minor >= 19) ? null : `Node ${version} is too old; 20.19 or newer is needed.`;
}

/** A port from 1 to 65535. */
export function portNumberProblem(port) {
  return Number.isInteger(port) && port >= 1 && port <= 65_535 ? null : "PORT must be a number from 1 to 65535.";
}

/** A folder that exists or can be made, and in which files can be made. */
export function folderProblem(folder) {
  const probe = path.join(folder, `.probe-${process.pid}`);
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK | constants.R_OK);
    writeFileSync(probe, "", { flag: "wx" });
    rmSync(probe);
    return null;
  } catch {
    return `the folder ${folder} cannot be written. Give the user that runs this write access, or set TRAPLINE_DATA to another folder.`;
  }
}

/** Whether somebody listens on the port already. */
export function portProblem(port) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", (error) =>
      resolve(
        error.code === "EADDRINUSE"
          ? `port ${port} is in use. Stop what runs there, or set PORT.`
          : `port ${port} cannot be opened (${error.code}).`,
      ),
    );
    probe.listen(port, () => probe.close(() => resolve(null)));
  });
}

/** What the output of a failed install means. */
export function installProblem(output) {
  return /node-gyp|not found: make|g\+\+|better-sqlite3/.test(output)
    ? "the SQLite driver could not be fetched and has to be compiled: install python3, make and g++, then start again."
    : "npm install failed. Is the package registry reachable?";
}
