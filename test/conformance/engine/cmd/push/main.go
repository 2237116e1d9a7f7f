// push prints, as JSON, what istiod's own code pushes: to an Envoy its listeners, routes and clusters, and to a ztunnel the
// workloads and policies. Where translate is about gateways that are asked, this is for proxies that are only looked at.
//
// Usage: push sidecar|router NAMESPACE key=value[,key=value...]
// reads Kubernetes and Istio YAML on standard input and answers for a pod of that namespace with these labels.
//
// Usage: push ztunnel
// answers for every ztunnel: each is told of all pods.
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"

	"istio.io/istio/pilot/pkg/model"
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
	text, err := io.ReadAll(in)
	if err != nil {
		return err
	}
	cluster, err := read(string(text))
	if err != nil {
		return err
	}
	told, err := push(cluster, args)
	if err != nil {
		return err
	}
	return json.NewEncoder(out).Encode(told)
}

// resources are what is pushed, by the kind that they are.
type resources map[string][]json.RawMessage

func push(in manifests, args []string) (resources, error) {
	switch {
	case len(args) == 1 && args[0] == "ztunnel":
		return pushToZtunnel(in)
	case len(args) == 3 && args[0] == "sidecar":
		return pushToEnvoy(in, model.SidecarProxy, args[1], args[2])
	case len(args) == 3 && args[0] == "router":
		return pushToEnvoy(in, model.Router, args[1], args[2])
	default:
		return nil, fmt.Errorf("arguments %q given, expected: sidecar|router NAMESPACE key=value[,key=value...]; or ztunnel", args)
	}
}
