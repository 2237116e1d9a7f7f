// apply says what a cluster would say of Istio's objects in a file when they are applied: the API server, which checks them against
// their definitions, and Istio's webhook. It runs the code of both, without a cluster, and prints the messages as JSON, in the form
// of analyze.
//
// Usage: apply FILE DEFINITIONS
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	kubeyaml "k8s.io/apimachinery/pkg/util/yaml"

	"istio.io/istio/pkg/log"
)

// message has the fields, and their names, of analyze. Its code is what refuses: kind, unknown-field,
// metadata, schema, rule or webhook.
type message struct {
	Code   string `json:"code"`
	Level  string `json:"level"`
	Origin string `json:"origin"`
	Text   string `json:"message"`
}

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(args []string, out io.Writer) error {
	if len(args) != 2 {
		return fmt.Errorf("%d arguments given, two expected: FILE DEFINITIONS", len(args))
	}
	// Istio's logging would mix with the messages.
	for _, scope := range log.Scopes() {
		scope.SetOutputLevel(log.NoneLevel)
	}
	kinds, err := readKinds(args[1])
	if err != nil {
		return err
	}
	messages := []message{}
	err = eachObject(args[0], func(object *unstructured.Unstructured) error {
		add := func(code string, texts ...string) {
			origin := fmt.Sprintf("%s %s/%s", object.GetKind(), object.GetNamespace(), object.GetName())
			for _, text := range texts {
				messages = append(messages, message{Code: code, Level: "Error", Origin: origin, Text: text})
			}
		}
		gvk := object.GroupVersionKind()
		if k, known := kinds[gvk]; known {
			if k.admit(object, add) {
				add("webhook", webhook(object)...)
			}
		} else if strings.HasSuffix(gvk.Group, ".istio.io") {
			add("kind", fmt.Sprintf("no matches for kind %q in version %q", gvk.Kind, gvk.GroupVersion()))
		}
		return nil
	})
	if err != nil {
		return err
	}
	return json.NewEncoder(out).Encode(messages)
}

// eachObject calls back with every object of a file of YAML documents.
func eachObject(name string, use func(*unstructured.Unstructured) error) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	decoder := kubeyaml.NewYAMLOrJSONDecoder(file, 1<<20)
	for {
		object := &unstructured.Unstructured{}
		if err := decoder.Decode(object); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
		if object.Object == nil {
			continue
		}
		if err := use(object); err != nil {
			return err
		}
	}
}
