export type Vector = { secret: string; timestamp: string; signature: string; body: Buffer };

type Verifier = {
  program: string;
  versionFlag?: string;
  args: string[];
  /** The files that judge each line of `vectors.txt` (secret, timestamp, signature, body in base64): 1 or 0. */
  files: (code: string) => Record<string, string>;
};

const node = `import { readFileSync } from 'node:fs';
import { isGenuine } from './verify.mjs';
for (const line of readFileSync('vectors.txt', 'utf8').split('\\n')) {
  const [secret, timestamp, signature, body] = line.split(' ').map((t) => Buffer.from(t, 'base64'));
  const headers = { 'x-okta-timestamp': String(timestamp), 'x-okta-signature': String(signature) };
  console.log(isGenuine(body, headers, String(secret)) ? 1 : 0);
}
`;
const python = `
import base64
for line in open("vectors.txt"):
    secret, timestamp, signature, body = [base64.b64decode(t) for t in line.rstrip("\\n").split(" ")]
    headers = {"X-Okta-Timestamp": timestamp.decode(), "X-Okta-Signature": signature.decode()}
    print(1 if is_genuine(body, headers, secret.decode()) else 0)
`;
const php = `
foreach (file('vectors.txt', FILE_IGNORE_NEW_LINES) as $line) {
    [$secret, $timestamp, $signature, $body] = array_map('base64_decode', explode(' ', $line));
    $headers = ['X-Okta-Timestamp' => $timestamp, 'X-Okta-Signature' => $signature];
    echo isGenuine($body, $headers, $secret) ? 1 : 0, "\\n";
}
`;
const go = `package main

import (
	"encoding/base64"
	"fmt"
	"net/http"
	"os"
	"strings"
)

func main() {
	text, _ := os.ReadFile("vectors.txt")
	for _, line := range strings.Split(string(text), "\\n") {
		var parts [4][]byte
		for i, part := range strings.Split(line, " ") {
			parts[i], _ = base64.StdEncoding.DecodeString(part)
		}
		header := http.Header{}
		header.Set("X-Okta-Timestamp", string(parts[1]))
		header.Set("X-Okta-Signature", string(parts[2]))
		if isGenuine(parts[3], header, string(parts[0])) {
			fmt.Println(1)
		} else {
			fmt.Println(0)
		}
	}
}
`;
const ruby = `
File.readlines('vectors.txt', chomp: true).each do |line|
  secret, timestamp, signature, body = line.split(/ /, -1).map { |t| t.unpack1('m') }
  puts genuine?(body, { 'X-Okta-Timestamp' => timestamp, 'X-Okta-Signature' => signature }, secret) ? 1 : 0
end
`;
const java = `
final class Main {
    public static void main(String[] args) throws Exception {
        for (String line : java.nio.file.Files.readAllLines(java.nio.file.Path.of("vectors.txt"))) {
            String[] parts = line.split(" ", -1);
            byte[][] bytes = new byte[4][];
            for (int i = 0; i < 4; i++) bytes[i] = java.util.Base64.getDecoder().decode(parts[i]);
            boolean ok = Webhooks.isGenuine(
                bytes[3], new String(bytes[1], UTF_8), new String(bytes[2], UTF_8), new String(bytes[0], UTF_8));
            System.out.println(ok ? 1 : 0);
        }
    }
}
`;

/** How the function of each language in the webhooks guide is put to the test; in the guide's order. */
export const verifiers: Record<string, Verifier> = {
  JavaScript: {
    program: 'node',
    args: ['judge.mjs'],
    files: (code) => ({ 'verify.mjs': code, 'judge.mjs': node }),
  },
  Python: {
    program: 'python3',
    args: ['judge.py'],
    files: (code) => ({ 'judge.py': code + python }),
  },
  PHP: { program: 'php', args: ['judge.php'], files: (code) => ({ 'judge.php': code + php }) },
  Go: {
    program: 'go',
    versionFlag: 'version',
    args: ['run', 'verify.go', 'judge.go'],
    files: (code) => ({ 'verify.go': code, 'judge.go': go }),
  },
  Ruby: { program: 'ruby', args: ['judge.rb'], files: (code) => ({ 'judge.rb': code + ruby }) },
  Java: {
    program: 'java',
    args: ['Judge.java'],
    // A single file runs the first class in it, and imports stand before all classes.
    files: (code) => ({
      'Judge.java': code.replace(/\nfinal class Webhooks/, `${java}\nfinal class Webhooks`),
    }),
  },
};
