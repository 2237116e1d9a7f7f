// translate prints, as JSON, the Envoy listeners, routes, clusters and endpoints that istiod's own code would push to
// gateway workloads, with the versions of that code.
//
// Usage: translate NAMESPACE key=value[,key=value...]
// reads Kubernetes and Istio YAML on standard input and answers for the pods of that namespace with these labels.
//
// Usage: translate --batch
// reads questions, one JSON object a line, and answers each with a line, listeners and routes only: see batch.go.
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"istio.io/istio/pkg/log"
)

func main() {
	if err := run(os.Args[1:], os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(args []string, in io.Reader, out io.Writer) error {
	// istiod's logging would mix with the answer.
	for _, scope := range log.Scopes() {
		scope.SetOutputLevel(log.NoneLevel)
	}
	if len(args) == 1 && args[0] == "--batch" {
		return batch(in, out)
	}
	if len(args) != 2 {
		return fmt.Errorf("%d arguments given, two expected: NAMESPACE key=value[,key=value...]; or --batch", len(args))
	}
	text, err := io.ReadAll(in)
	if err != nil {
		return err
	}
	cluster, err := read(string(text))
	if err != nil {
		return err
	}
	answer, err := pushOne(cluster, args[0], labelsOf(args[1]))
	if err != nil {
		return err
	}
	return json.NewEncoder(out).Encode(answer)
}

func labelsOf(text string) map[string]string {
	labels := map[string]string{}
	for _, pair := range strings.Split(text, ",") {
		key, value, _ := strings.Cut(pair, "=")
		labels[key] = value
	}
	return labels
}
