// translate reads Kubernetes and Istio YAML on standard input and prints, as JSON, the Envoy listeners, routes and
// clusters that istiod's own code would push to one gateway workload, with the versions of that code.
//
// Usage: translate NAMESPACE key=value[,key=value...]
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
	if len(args) != 2 {
		return fmt.Errorf("%d arguments given, two expected: NAMESPACE key=value[,key=value...]", len(args))
	}
	// istiod's logging would mix with the answer.
	for _, scope := range log.Scopes() {
		scope.SetOutputLevel(log.NoneLevel)
	}
	text, err := io.ReadAll(in)
	if err != nil {
		return err
	}
	cluster, err := read(string(text))
	if err != nil {
		return err
	}
	pushed, err := push(cluster, args[0], labelsOf(args[1]))
	if err != nil {
		return err
	}
	return json.NewEncoder(out).Encode(pushed)
}

func labelsOf(text string) map[string]string {
	labels := map[string]string{}
	for _, pair := range strings.Split(text, ",") {
		key, value, _ := strings.Cut(pair, "=")
		labels[key] = value
	}
	return labels
}
